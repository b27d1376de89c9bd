Feature: Disconnect-WmsSession: the session that the cmdlet runs in
  The cmdlet cannot disconnect the session that it runs in itself.

  Background:
    Given localhost is MultiPoint1
    And sessions 2, 3 and 4 are active
    And I work in session 2

  @WMS-SELF-001
  Scenario: One's own session is not disconnected when it is named
    When I type `Disconnect-WmsSession -SessionId 2`
    Then session 2 stays active
    And the command does not succeed

  @WMS-SELF-002
  Scenario: One's own session is not disconnected under -All
    When I type `Disconnect-WmsSession -All`
    Then session 2 stays active

  @WMS-SELF-003
  Scenario: Under -All all others are disconnected
    When I type `Disconnect-WmsSession -All`
    Then sessions 3 and 4 are disconnected
