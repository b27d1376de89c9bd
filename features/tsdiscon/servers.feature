Feature: tsdiscon: on which server
  Session ids are unique on one server only. Without /server the current server is meant.

  Background:
    Given the current server is RDSH1
    And session 10 is active

  @TSDISCON-SERVER-001
  Scenario: /server names the server that has the session
    Given there is another host RDSH2
    And session 12 of RDSH2 is active
    When I type `tsdiscon 12 /server:RDSH2`
    Then session 12 of RDSH2 is disconnected
    And the command succeeds

  @TSDISCON-SERVER-002
  Scenario: Without /server the current server is meant
    When I type `tsdiscon 10`
    Then session 10 of RDSH1 is disconnected
    And the command succeeds

  @TSDISCON-SERVER-003
  Scenario: A session with the same id on another server is not touched
    Given there is another host RDSH2
    And session 10 of RDSH2 is active
    When I type `tsdiscon 10 /server:RDSH2`
    Then session 10 of RDSH2 is disconnected
    And session 10 of RDSH1 stays active
    And the command succeeds

  @TSDISCON-SERVER-004
  Scenario: A server that cannot be reached is left alone
    Given there is another host RDSH2
    And the host RDSH2 cannot be reached
    And session 10 of RDSH2 is active
    When I type `tsdiscon 10 /server:RDSH2`
    Then the command does not succeed
    And nothing has changed
