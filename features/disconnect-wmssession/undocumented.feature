Feature: Disconnect-WmsSession: what is not documented
  Whatever an implementation does here is recorded and never judged.

  Background:
    Given localhost is MultiPoint1
    And sessions 3 and 4 are active

  @WMS-GAP-001
  Scenario: No session has the id
    When I type `Disconnect-WmsSession -SessionId 99`
    Then the outcome is recorded

  @WMS-GAP-002
  Scenario Outline: One of several ids does not exist
    When I type `Disconnect-WmsSession -SessionId <ids>`
    Then the outcome is recorded

    Examples:
      | ids  |
      | 99,3 |
      | 3,99 |

  @WMS-GAP-003
  Scenario: -All is switched off
    When I type `Disconnect-WmsSession -All:$false`
    Then the outcome is recorded

  @WMS-GAP-004
  Scenario: The session is already disconnected
    Given session 5 is already disconnected
    When I type `Disconnect-WmsSession -SessionId 5`
    Then the outcome is recorded

  @WMS-GAP-005
  Scenario: The session is an administrator's
    Given session 5 is active
    And session 5 belongs to Administrator
    And I am Alice
    When I type `Disconnect-WmsSession -SessionId 5`
    Then the outcome is recorded
