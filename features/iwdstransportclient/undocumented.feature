Feature: IWdsTransportClient::Disconnect: what is not documented
  Whatever an implementation does here is recorded and never judged.

  Background:
    Given the local server is LocalWDS
    And clients 1 and 2 have joined the transmission Office

  @IWDS-GAP-001
  Scenario: The type is Unknown
    When Disconnect is called on client 1 with Unknown
    Then the outcome is recorded

  @IWDS-GAP-002
  Scenario: The method is called a second time
    When Disconnect is called on client 1 with Fallback
    And Disconnect is called on client 1 with Fallback
    Then the outcome is recorded

  @IWDS-GAP-003
  Scenario: The server does not know the client
    When DisconnectClient is called on the server for client 99 with Fallback
    Then the outcome is recorded
