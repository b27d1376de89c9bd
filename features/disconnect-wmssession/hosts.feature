Feature: Disconnect-WmsSession: on which host
  -Server, also called -ComputerName, takes the fully qualified name of a MultiPoint server. Without it, localhost.

  Background:
    Given localhost is MultiPoint1
    And sessions 3 and 4 are active

  @WMS-SERVER-001
  Scenario: -Server names the host
    Given there is another host MultiPoint2
    And the host MultiPoint2 has the fully qualified name multipoint2.example.com
    And session 3 of MultiPoint2 is active
    When I type `Disconnect-WmsSession -SessionId 3 -Server multipoint2.example.com`
    Then session 3 of MultiPoint2 is disconnected
    And session 3 of MultiPoint1 stays active
    And the command succeeds

  @WMS-SERVER-002
  Scenario: -ComputerName is another name of -Server
    Given there is another host MultiPoint2
    And the host MultiPoint2 has the fully qualified name multipoint2.example.com
    And session 3 of MultiPoint2 is active
    When I type `Disconnect-WmsSession -SessionId 3 -ComputerName multipoint2.example.com`
    Then session 3 of MultiPoint2 is disconnected
    And session 3 of MultiPoint1 stays active
    And the command succeeds

  @WMS-SERVER-003
  Scenario: Without -Server localhost is meant
    When I type `Disconnect-WmsSession -SessionId 3`
    Then session 3 of MultiPoint1 is disconnected
    And the command succeeds

  @WMS-SERVER-004
  Scenario: A host that cannot be reached is left alone
    Given there is another host MultiPoint2
    And the host MultiPoint2 has the fully qualified name multipoint2.example.com
    And the host MultiPoint2 cannot be reached
    And session 3 of MultiPoint2 is active
    When I type `Disconnect-WmsSession -SessionId 3 -Server multipoint2.example.com`
    Then the command does not succeed
    And nothing has changed

  @WMS-WILDCARD-001
  Scenario Outline: -Server takes a name and no pattern
    Given there is another host MultiPoint2
    And the host MultiPoint2 has the fully qualified name multipoint2.example.com
    And session 3 of MultiPoint2 is active
    When I type `Disconnect-WmsSession -SessionId 3 -Server <pattern>`
    Then nothing has changed

    Examples:
      | pattern                 |
      | *                       |
      | multipoint*             |
      | multipoint?.example.com |

  @WMS-PIPELINE-001
  Scenario: Session ids come through the pipeline
    When I pipe these sessions into `Disconnect-WmsSession`:
      | SessionId |
      | 3         |
    Then session 3 is disconnected
    And session 4 stays active
    And the command succeeds

  @WMS-PIPELINE-001
  Scenario: Every session that comes through the pipeline is disconnected
    Given session 5 is active
    When I pipe these sessions into `Disconnect-WmsSession`:
      | SessionId |
      | 5         |
      | 3         |
    Then sessions 3 and 5 are disconnected
    And session 4 stays active
    And the command succeeds

  @WMS-PIPELINE-002
  Scenario: Each session from the pipeline is disconnected on its own host
    Given there is another host MultiPoint2
    And the host MultiPoint2 has the fully qualified name multipoint2.example.com
    And session 3 of MultiPoint2 is active
    And session 4 of MultiPoint2 is active
    When I pipe these sessions into `Disconnect-WmsSession`:
      | SessionId | ComputerName            |
      | 3         | MultiPoint1             |
      | 4         | multipoint2.example.com |
    Then session 3 of MultiPoint1 is disconnected
    And session 4 of MultiPoint2 is disconnected
    And session 4 of MultiPoint1 stays active
    And session 3 of MultiPoint2 stays active
    And the command succeeds
