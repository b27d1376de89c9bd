Feature: tsdiscon: the documented examples

  Background:
    Given the current server is RDSH1
    And sessions 3, 10 and 11 are active
    And session 11 is named TERM04
    And I work in session 3

  @TSDISCON-EXAMPLE-001
  Scenario: To disconnect the current session
    When I type `tsdiscon`
    Then session 3 is disconnected
    And the command succeeds

  @TSDISCON-EXAMPLE-002
  Scenario: To disconnect session 10
    When I type `tsdiscon 10`
    Then session 10 is disconnected
    And the command succeeds

  @TSDISCON-EXAMPLE-003
  Scenario: To disconnect the session named TERM04
    When I type `tsdiscon TERM04`
    Then session 11 is disconnected
    And the command succeeds
