Feature: IWdsTransportClient::Disconnect and the other two routes
  The server's object and the command disconnect a client as well. Where they are asked for the same, they do the same.

  Background:
    Given the local server is LocalWDS
    And clients 1, 2 and 3 have joined the transmission Office

  @IWDS-SERVER-001
  Scenario: The server's object disconnects the client with the given id
    When DisconnectClient is called on the server for client 2 with Fallback
    Then client 2 has left the transmission
    And the method returns S_OK

  @IWDS-SERVER-002
  Scenario: The server's object lets the client fall back
    Given client 2 is a Windows Deployment Services client
    When DisconnectClient is called on the server for client 2 with Fallback
    Then client 2 goes on by unicast

  @IWDS-SERVER-003
  Scenario: The server's object stops every attempt of the client
    When DisconnectClient is called on the server for client 2 with Abort
    Then client 2 gets no more data

  @IWDS-ROUTES-001
  Scenario: Three routes with a fallback, one end
    When I type `WDSUTIL /Disconnect-Client /ClientId:1`
    And Disconnect is called on client 2 with Fallback
    And DisconnectClient is called on the server for client 3 with Fallback
    Then client 1 has left the transmission
    And clients 1, 2 and 3 are in the same state

  @IWDS-ROUTES-002
  Scenario: Three routes without a fallback, one end
    When I type `WDSUTIL /Disconnect-Client /ClientId:1 /Force`
    And Disconnect is called on client 2 with Abort
    And DisconnectClient is called on the server for client 3 with Abort
    Then client 1 has left the transmission
    And clients 1, 2 and 3 are in the same state
