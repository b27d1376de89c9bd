Feature: WDSUTIL /Disconnect-Client: how the options are written

  Background:
    Given the local server is LocalWDS
    And client 1 has joined the transmission Office

  @WDSUTIL-SYNTAX-001
  Scenario Outline: The options may come in any order
    Given there is another server MyWDSServer
    And client 1 of MyWDSServer has joined the transmission Laptops
    When I type `WDSUTIL /Disconnect-Client <options>`
    Then client 1 of MyWDSServer has left the transmission
    And client 1 of LocalWDS is still joined
    And the command succeeds

    Examples:
      | options                          |
      | /ClientId:1 /Server:MyWDSServer  |
      | /Server:MyWDSServer /ClientId:1  |

  @WDSUTIL-SYNTAX-002
  Scenario Outline: Letter case does not count in option names
    When I type `<command>`
    Then client 1 has left the transmission
    And the command succeeds

    Examples:
      | command                                |
      | WDSUTIL /disconnect-client /clientid:1 |
      | wdsutil /DISCONNECT-CLIENT /CLIENTID:1 |
      | Wdsutil /Disconnect-client /clientID:1 |
