Feature: Disconnect-WmsSession: trying out and confirming
  -WhatIf says what would happen and does nothing. -Confirm asks first.

  Background:
    Given localhost is MultiPoint1
    And sessions 3 and 4 are active

  @WMS-WHATIF-001
  Scenario: -WhatIf changes nothing
    When I type `Disconnect-WmsSession -SessionId 3 -WhatIf`
    Then nothing has changed

  @WMS-WHATIF-002
  Scenario: -WhatIf says what would happen
    When I type `Disconnect-WmsSession -SessionId 3 -WhatIf`
    Then something is displayed

  @WMS-WHATIF-003
  Scenario: -wi is another name of -WhatIf
    When I type `Disconnect-WmsSession -SessionId 3 -wi`
    Then the command succeeds
    And nothing has changed

  @WMS-CONFIRM-001
  Scenario: -Confirm asks
    When I type `Disconnect-WmsSession -SessionId 3 -Confirm` and answer yes
    Then I have been asked to confirm

  @WMS-CONFIRM-001
  Scenario: Nobody is asked who has not asked for it
    When I type `Disconnect-WmsSession -SessionId 3`
    Then I have not been asked to confirm

  @WMS-CONFIRM-002
  Scenario: After a no nothing has changed
    When I type `Disconnect-WmsSession -SessionId 3 -Confirm` and answer no
    Then nothing has changed

  @WMS-CONFIRM-003
  Scenario: After a yes the session is disconnected
    When I type `Disconnect-WmsSession -SessionId 3 -Confirm` and answer yes
    Then session 3 is disconnected
    And the command succeeds

  @WMS-CONFIRM-004
  Scenario: -cf is another name of -Confirm
    When I type `Disconnect-WmsSession -SessionId 3 -cf` and answer yes
    Then I have been asked to confirm

  @WMS-OUTPUT-001
  Scenario: The cmdlet writes no objects
    When I type `Disconnect-WmsSession -SessionId 3`
    Then the cmdlet has written no objects
