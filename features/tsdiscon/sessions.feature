Feature: tsdiscon: which session is disconnected
  A session is named by its id or by its name. Without either, the session that the command is typed in is meant.

  Background:
    Given the current server is RDSH1
    And sessions 3, 10 and 11 are active
    And session 11 is named TERM04
    And I work in session 3

  @TSDISCON-DISCONNECT-001
  Scenario: A disconnected session stays on its server
    When session 10 is disconnected with tsdiscon
    Then session 10 is disconnected
    And the command succeeds

  @TSDISCON-CURRENT-001
  Scenario: Without an operand the current session is disconnected
    When I type `tsdiscon`
    Then session 3 is disconnected
    And the command succeeds

  @TSDISCON-ID-001
  Scenario Outline: An id names the session
    When I type `tsdiscon <id>`
    Then session <id> is disconnected
    And the command succeeds

    Examples:
      | id |
      | 10 |
      | 11 |

  @TSDISCON-NAME-001
  Scenario: A name names the session
    When I type `tsdiscon TERM04`
    Then session 11 is disconnected
    And the command succeeds

  @TSDISCON-ISOLATION-001
  Scenario: All other sessions stay as they are
    When session 10 is disconnected with tsdiscon
    Then session 10 is disconnected
    And session 11 stays active
    And nothing but session 10 has changed
    And the command succeeds
