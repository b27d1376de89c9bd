Feature: WDSUTIL /Disconnect-Client: which client is disconnected
  An administrator takes one client out of a multicast transmission or of a namespace.
  The client is named by its id, which no other client of the same server has.

  Background:
    Given the local server is LocalWDS
    And clients 1, 2 and 7 have joined the transmission Office

  @WDSUTIL-DISCONNECT-001
  Scenario: A client leaves its multicast transmission
    When I type `WDSUTIL /Disconnect-Client /ClientId:7`
    Then client 7 has left the transmission
    And the command succeeds

  @WDSUTIL-DISCONNECT-002
  Scenario: A client leaves a namespace that is no transmission of an image
    Given client 21 has joined the namespace Drivers
    When I type `WDSUTIL /Disconnect-Client /ClientId:21`
    Then client 21 has left the namespace
    And the command succeeds

  @WDSUTIL-CLIENTID-001
  Scenario: Without an id the command is refused
    When I type `WDSUTIL /Disconnect-Client`
    Then the command does not succeed
    And nothing has changed

  @WDSUTIL-CLIENTID-002
  Scenario Outline: The id alone finds the client, whatever transmission it has joined
    Given client 30 has joined the transmission Laptops
    When I type `WDSUTIL /Disconnect-Client /ClientId:<id>`
    Then client <id> has left the transmission
    And the command succeeds

    Examples:
      | id |
      | 1  |
      | 7  |
      | 30 |

  @WDSUTIL-CLIENTID-003
  Scenario: The ids in the clients listing are the ids to disconnect by
    When I type `WDSUTIL /get-multicasttransmission /show:clients`
    Then the listing shows clients 1, 2 and 7
    And nothing has changed
    When I type `WDSUTIL /Disconnect-Client /ClientId:7`
    Then client 7 has left the transmission
    And the command succeeds

  @WDSUTIL-CLIENTID-003
  Scenario: The clients listing shows the clients of every transmission
    Given client 30 has joined the transmission Laptops
    When I type `WDSUTIL /get-multicasttransmission /show:clients`
    Then the listing shows clients 1, 2, 7 and 30
    And nothing has changed

  @WDSUTIL-CLIENTID-004
  Scenario: The clients listing has a second spelling
    When I type `WDSUTIL /get-multicasttransmission /details:clients`
    Then the listing shows clients 1, 2 and 7

  @WDSUTIL-ISOLATION-001
  Scenario: All other clients go on as before
    When I type `WDSUTIL /Disconnect-Client /ClientId:7`
    Then client 7 has left the transmission
    And client 1 is still joined
    And client 2 is still joined
    And nothing but client 7 has changed
    And the command succeeds

  @WDSUTIL-ISOLATION-002
  Scenario: With /Force, too, all other clients and the transmission go on as before
    When I type `WDSUTIL /Disconnect-Client /ClientId:7 /Force`
    Then client 7 has left the transmission
    And client 1 is still joined
    And client 2 is still joined
    And nothing but client 7 has changed
    And the command succeeds
