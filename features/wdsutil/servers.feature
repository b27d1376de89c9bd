Feature: WDSUTIL /Disconnect-Client: on which server
  Client ids are unique on one server only. Without /Server the local server is meant.

  Background:
    Given the local server is LocalWDS
    And client 1 has joined the transmission Office

  @WDSUTIL-SERVER-001
  Scenario: Without /Server the local server is meant
    When I type `WDSUTIL /Disconnect-Client /ClientId:1`
    Then client 1 of LocalWDS has left the transmission
    And the command succeeds

  @WDSUTIL-SERVER-002
  Scenario: /Server takes the NetBIOS name of a server
    Given there is another server MyWDSServer
    And client 1 of MyWDSServer has joined the transmission Laptops
    When I type `WDSUTIL /Disconnect-Client /ClientId:1 /Server:MyWDSServer`
    Then client 1 of MyWDSServer has left the transmission
    And client 1 of LocalWDS is still joined
    And the command succeeds

  @WDSUTIL-SERVER-003
  Scenario: /Server takes the fully qualified name of a server
    Given there is another server MyWDSServer
    And the server MyWDSServer has the fully qualified name mywdsserver.example.com
    And client 1 of MyWDSServer has joined the transmission Laptops
    When I type `WDSUTIL /Disconnect-Client /ClientId:1 /Server:mywdsserver.example.com`
    Then client 1 of MyWDSServer has left the transmission
    And client 1 of LocalWDS is still joined
    And the command succeeds

  @WDSUTIL-SERVER-004
  Scenario: A server that cannot be reached is left alone
    Given there is another server MyWDSServer
    And the server MyWDSServer cannot be reached
    And client 1 of MyWDSServer has joined the transmission Laptops
    When I type `WDSUTIL /Disconnect-Client /ClientId:1 /Server:MyWDSServer`
    Then the command does not succeed
    And nothing has changed
