Feature: tsdiscon: what is not documented
  Whatever an implementation does here is recorded and never judged.

  Background:
    Given the current server is RDSH1
    And sessions 3, 10 and 11 are active
    And session 11 is named TERM04
    And I work in session 3

  @TSDISCON-GAP-001
  Scenario Outline: No session has the id or the name
    When I type `tsdiscon <operand>`
    Then the outcome is recorded

    Examples:
      | operand |
      | 99      |
      | TERM99  |

  @TSDISCON-GAP-002
  Scenario: The session is already disconnected
    Given session 12 is already disconnected
    When I type `tsdiscon 12`
    Then the outcome is recorded

  @TSDISCON-GAP-003
  Scenario: One session's name is another session's id
    Given session 3 is named 10
    When I type `tsdiscon 10`
    Then the outcome is recorded

  @TSDISCON-GAP-004
  Scenario: An id and a name are given together
    When I type `tsdiscon 10 TERM04`
    Then the outcome is recorded

  @TSDISCON-GAP-005
  Scenario: A switch is given twice
    When I type `tsdiscon 10 /v /v`
    Then the outcome is recorded

  @TSDISCON-GAP-006
  Scenario: What a command displays
    When I type `tsdiscon 10`
    Then the outcome is recorded

  @TSDISCON-GAP-007
  Scenario: A name is given in another letter case
    When I type `tsdiscon term04`
    Then the outcome is recorded
