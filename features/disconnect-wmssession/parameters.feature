Feature: Disconnect-WmsSession: how the parameters are written

  Background:
    Given localhost is MultiPoint1
    And sessions 3 and 4 are active

  @WMS-COMMON-001
  Scenario Outline: The common parameters are accepted
    When I type `Disconnect-WmsSession -SessionId 3 <parameter>`
    Then the command succeeds
    And session 3 is disconnected
    And session 4 stays active

    Examples:
      | parameter                           |
      | -Debug                              |
      | -Verbose                            |
      | -ErrorAction Stop                   |
      | -ErrorVariable problems             |
      | -InformationAction Continue         |
      | -OutVariable results                |
      | -OutBuffer 1                        |
      | -PipelineVariable each              |
      | -WarningAction SilentlyContinue     |
      | -WarningVariable warnings           |

  @WMS-COMMON-002
  Scenario: -InformationVariable is accepted as well
    When I type `Disconnect-WmsSession -SessionId 3 -InformationVariable notes`
    Then the command succeeds
    And session 3 is disconnected

  @WMS-SYNTAX-001
  Scenario Outline: A parameter that the cmdlet does not have is refused
    When I type `Disconnect-WmsSession <arguments>`
    Then the command does not succeed
    And nothing has changed

    Examples:
      | arguments            |
      | -SessionId 3 -Gently |
      | -SessionId 3 -Force  |
      | 3 -Everywhere        |

  @WMS-SYNTAX-002
  Scenario Outline: A name may be shortened, and letter case does not count
    When I type `<command>`
    Then session 3 is disconnected
    And the command succeeds

    Examples:
      | command                            |
      | Disconnect-WmsSession -Sess 3      |
      | Disconnect-WmsSession -sessionid 3 |
      | Disconnect-WmsSession -SESSIONID 3 |
      | disconnect-wmssession -sessionid 3 |

  @WMS-SYNTAX-002
  Scenario: A shortened name that fits two parameters is refused
    When I type `Disconnect-WmsSession -Se 3`
    Then the command does not succeed
    And nothing has changed
