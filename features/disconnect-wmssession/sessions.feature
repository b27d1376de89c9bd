Feature: Disconnect-WmsSession: which sessions are disconnected
  The cmdlet takes an array of session ids, or -All for every session of its host, and never both.

  Background:
    Given localhost is MultiPoint1
    And sessions 3, 4 and 5 are active

  @WMS-ID-001
  Scenario: -SessionId names the session
    When I type `Disconnect-WmsSession -SessionId 4`
    Then session 4 is disconnected
    And the command succeeds

  @WMS-ID-001
  Scenario Outline: An id is the whole number
    Given sessions 1, 40, 260, 65540 and 4294967295 are active
    When I type `Disconnect-WmsSession -SessionId <id>`
    Then session <id> is disconnected
    And nothing but session <id> has changed

    Examples:
      | id         |
      | 1          |
      | 4          |
      | 40         |
      | 260        |
      | 65540      |
      | 4294967295 |

  @WMS-ID-002
  Scenario Outline: -SessionId takes several ids at once
    When I type `Disconnect-WmsSession -SessionId <ids>`
    Then sessions 3 and 5 are disconnected
    And session 4 stays active
    And the command succeeds

    Examples:
      | ids  |
      | 3,5  |
      | 3, 5 |
      | 5,3  |

  @WMS-ID-003
  Scenario: The name -SessionId may be left out
    When I type `Disconnect-WmsSession 4`
    Then session 4 is disconnected
    And the command succeeds

  @WMS-ID-004
  Scenario: Neither -SessionId nor -All is a mistake
    When I type `Disconnect-WmsSession`
    Then the command does not succeed
    And nothing has changed

  @WMS-ID-005
  Scenario Outline: An id is a number from 0 to 4294967295
    Given session 4294967295 is active
    When I type `Disconnect-WmsSession -SessionId <id>`
    Then the command does not succeed
    And nothing has changed

    Examples:
      | id         |
      | -1         |
      | -3         |
      | 4294967296 |
      | 4294967299 |
      | 8589934595 |
      | four       |

  @WMS-ISOLATION-001
  Scenario: Sessions that are not named stay as they are
    When I type `Disconnect-WmsSession -SessionId 4`
    Then session 4 is disconnected
    And nothing but session 4 has changed
    And the command succeeds

  @WMS-ALL-001
  Scenario: -All means every session of the host
    When I type `Disconnect-WmsSession -All`
    Then sessions 3, 4 and 5 are disconnected
    And the command succeeds

  @WMS-ALL-002
  Scenario: -All does not reach another host
    Given there is another host MultiPoint2
    And session 3 of MultiPoint2 is active
    When I type `Disconnect-WmsSession -All`
    Then sessions 3, 4 and 5 are disconnected
    And session 3 of MultiPoint2 stays active
    And the command succeeds

  @WMS-SETS-001
  Scenario Outline: -All and -SessionId exclude each other
    When I type `Disconnect-WmsSession <arguments>`
    Then the command does not succeed
    And nothing has changed

    Examples:
      | arguments         |
      | -All -SessionId 4 |
      | -SessionId 4 -All |
      | 4 -All            |

  @WMS-WILDCARD-002
  Scenario Outline: A pattern is not an id
    When I type `Disconnect-WmsSession -SessionId <pattern>`
    Then nothing has changed

    Examples:
      | pattern |
      | *       |
      | ?       |
      | [3-5]   |

  @WMS-SURVIVE-001
  Scenario: A disconnected session is not closed
    Given Notepad runs in session 4 with unsaved work
    When I type `Disconnect-WmsSession -SessionId 4`
    Then session 4 is disconnected
    And Notepad still runs in session 4

  @WMS-EXAMPLE-001
  Scenario: The documented example
    When I type `Disconnect-WmsSession -SessionId 3`
    Then session 3 is disconnected
    And the command succeeds
