Feature: WDSUTIL /Disconnect-Client: what the client does next
  Without /Force a client that has another transfer method goes on with it; a client that has none fails.
  With /Force every client stops and its installation fails.

  Background:
    Given the local server is LocalWDS
    And clients 1 and 2 have joined the transmission Office

  @WDSUTIL-FALLBACK-001
  Scenario: The Windows Deployment Services client goes on by unicast
    Given client 1 is a Windows Deployment Services client
    When I type `WDSUTIL /Disconnect-Client /ClientId:1`
    Then client 1 goes on by unicast
    And the command succeeds

  @WDSUTIL-FALLBACK-002
  Scenario: Wdsmcast.exe has no fallback, so its installation fails
    Given client 1 runs Wdsmcast.exe
    When I type `WDSUTIL /Disconnect-Client /ClientId:1`
    Then client 1 has stopped and its installation has failed
    And the command succeeds

  @WDSUTIL-FALLBACK-003
  Scenario: Any other client without a fallback fails as well
    Given client 1 is another client, without a fallback
    When I type `WDSUTIL /Disconnect-Client /ClientId:1`
    Then client 1 has stopped and its installation has failed
    And the command succeeds

  @WDSUTIL-FALLBACK-004
  Scenario: Any other client with a fallback changes to it
    Given client 1 is another client, with a fallback
    When I type `WDSUTIL /Disconnect-Client /ClientId:1`
    Then client 1 goes on by unicast
    And the command succeeds

  @WDSUTIL-FORCE-001
  Scenario: With /Force the installation is stopped and fails
    When I type `WDSUTIL /Disconnect-Client /ClientId:1 /Force`
    Then client 1 has stopped and its installation has failed
    And the command succeeds

  @WDSUTIL-FORCE-002
  Scenario Outline: With /Force no fallback is used, whatever the client supports
    Given client 1 <software>
    When I type `WDSUTIL /Disconnect-Client /ClientId:1 /Force`
    Then client 1 gets no more data
    And the command succeeds

    Examples:
      | software                               |
      | is a Windows Deployment Services client |
      | is another client, with a fallback     |
      | is another client, without a fallback  |
      | runs Wdsmcast.exe                      |

  @WDSUTIL-FORCE-003
  Scenario: After /Force the computer may be unusable
    When I type `WDSUTIL /Disconnect-Client /ClientId:1 /Force`
    Then the computer of client 1 is possibly unusable

  @WDSUTIL-POLICY-001
  Scenario Outline: The server's own policy for slow clients does not matter
    Given client 1 is a Windows Deployment Services client
    And the policy of LocalWDS for slow clients is <policy>
    When I type `WDSUTIL /Disconnect-Client /ClientId:1`
    Then client 1 goes on by unicast
    And the command succeeds

    Examples:
      | policy                                 |
      | to leave them alone                    |
      | to disconnect them with a fallback     |
      | to disconnect them without a fallback  |
      | to give them a slower stream           |
