Feature: WDSUTIL /Disconnect-Client: the documented examples

  @WDSUTIL-EXAMPLE-001
  Scenario: To disconnect a client
    Given the local server is LocalWDS
    And client 1 has joined the transmission Office
    When I type `WDSUTIL /Disconnect-Client /ClientId:1`
    Then client 1 of LocalWDS has left the transmission
    And the command succeeds

  @WDSUTIL-EXAMPLE-002
  Scenario: To disconnect a client and let its installation fail
    Given the local server is LocalWDS
    And there is another server MyWDSServer
    And client 1 of LocalWDS has joined the transmission Office
    And client 1 of MyWDSServer has joined the transmission Laptops
    When I type `WDSUTIL /Disconnect-Client /Server:MyWDSServer /ClientId:1 /Force`
    Then client 1 of MyWDSServer has stopped and its installation has failed
    And client 1 of LocalWDS is still joined
    And the command succeeds
