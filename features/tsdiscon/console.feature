Feature: tsdiscon: the console session
  The documents say that it cannot be disconnected. Where users can be switched quickly, real systems do disconnect it:
  that is the profile "observed".

  Background:
    Given the current server is RDSH1
    And sessions 1 and 10 are active
    And session 1 is the console session
    And session 1 is named console

  @TSDISCON-CONSOLE-001
  Scenario: The console session cannot be disconnected by its id
    When I type `tsdiscon 1`
    Then session 1 stays active
    And nothing has changed
    And the command does not succeed

  @TSDISCON-CONSOLE-002
  Scenario: The console session cannot be disconnected by its name
    When I type `tsdiscon console`
    Then session 1 stays active
    And nothing has changed
    And the command does not succeed

  @TSDISCON-CONSOLE-003
  Scenario: The console session cannot be disconnected from within
    Given I work in session 1
    When I type `tsdiscon`
    Then session 1 stays active
    And nothing has changed
    And the command does not succeed

  @TSDISCON-CONSOLE-004
  Scenario: Where users can be switched quickly the console session is disconnected
    When I type `tsdiscon 1`
    Then session 1 is disconnected
