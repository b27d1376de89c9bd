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

  @TSDISCON-DISCONNECT-001
  Scenario: A disconnected session stays its user's
    When session 10 is disconnected with tsdiscon
    Then session 10 still belongs to the same user

  @TSDISCON-CURRENT-001
  Scenario Outline: Without an operand the current session is disconnected
    Given I work in session <id>
    When I type `tsdiscon`
    Then session <id> is disconnected
    And nothing but session <id> has changed
    And the command succeeds

    Examples:
      | id |
      | 3  |
      | 10 |
      | 11 |

  @TSDISCON-ID-001
  Scenario Outline: An id names the session
    When I type `tsdiscon <id>`
    Then session <id> is disconnected
    And the command succeeds

    Examples:
      | id |
      | 10 |
      | 11 |

  @TSDISCON-ID-001
  Scenario Outline: An id is the whole number
    Given sessions 1, 100, 266 and 65546 are active
    When I type `tsdiscon <id>`
    Then session <id> is disconnected
    And nothing but session <id> has changed

    Examples:
      | id    |
      | 1     |
      | 10    |
      | 100   |
      | 266   |
      | 65546 |

  @TSDISCON-NAME-001
  Scenario: A name names the session
    When I type `tsdiscon TERM04`
    Then session 11 is disconnected
    And the command succeeds

  @TSDISCON-NAME-001
  Scenario Outline: A name is the whole name
    Given session 3 is named TERM041
    And session 10 is named TERM05
    And session 12 is active
    And session 12 is named TERM0
    When I type `tsdiscon <name>`
    Then session <id> is disconnected
    And nothing but session <id> has changed

    Examples:
      | name    | id |
      | TERM041 | 3  |
      | TERM05  | 10 |
      | TERM04  | 11 |
      | TERM0   | 12 |

  @TSDISCON-ISOLATION-001
  Scenario: All other sessions stay as they are
    When session 10 is disconnected with tsdiscon
    Then session 10 is disconnected
    And session 11 stays active
    And nothing but session 10 has changed
    And the command succeeds
