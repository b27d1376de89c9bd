Feature: IWdsTransportClient::Disconnect
  A program takes one client out of the session it has joined, and says what the client is to do next.

  Background:
    Given the local server is LocalWDS
    And clients 1, 2 and 3 have joined the transmission Office

  @IWDS-DISCONNECT-001
  Scenario Outline: The client leaves the session it has joined
    When Disconnect is called on client 1 with <type>
    Then client 1 has left the transmission

    Examples:
      | type     |
      | Fallback |
      | Abort    |

  @IWDS-TYPE-001
  Scenario: The type decides what the client does next
    Given client 1 is a Windows Deployment Services client
    And client 21 has joined the transmission Laptops
    And client 21 is a Windows Deployment Services client
    When Disconnect is called on client 1 with Fallback
    And Disconnect is called on client 21 with Abort
    Then client 1 goes on by unicast
    And client 21 gets no more data

  @IWDS-FALLBACK-001
  Scenario Outline: With Fallback the client goes on by another mechanism
    Given client 1 <software>
    When Disconnect is called on client 1 with Fallback
    Then client 1 goes on by unicast

    Examples:
      | software                                |
      | is a Windows Deployment Services client |
      | is another client, with a fallback      |

  @IWDS-FALLBACK-002
  Scenario Outline: With Fallback a client that has no other mechanism fails
    Given client 1 <software>
    When Disconnect is called on client 1 with Fallback
    Then client 1 has stopped and its installation has failed

    Examples:
      | software                              |
      | runs Wdsmcast.exe                     |
      | is another client, without a fallback |

  @IWDS-ABORT-001
  Scenario: With Abort the client does not try again
    When Disconnect is called on client 1 with Abort
    Then client 1 gets no more data

  @IWDS-RESULT-001
  Scenario Outline: S_OK tells that the client was disconnected
    When Disconnect is called on client 1 with <type>
    Then client 1 has left the transmission
    And the method returns S_OK
    And the call succeeds

    Examples:
      | type     |
      | Fallback |
      | Abort    |

  @IWDS-RESULT-002
  Scenario Outline: Another value than S_OK tells that the method failed
    Given there is another server MyWDSServer
    And client 1 of MyWDSServer has joined the transmission Laptops
    And the server MyWDSServer cannot be reached
    When Disconnect is called on client 1 of MyWDSServer with <type>
    Then the method returns another value than S_OK
    And the call does not succeed

    Examples:
      | type     |
      | Fallback |
      | Abort    |

  @IWDS-ISOLATION-001
  Scenario Outline: No other client of the session is affected
    When Disconnect is called on client 2 with <type>
    Then client 2 has left the transmission
    And client 1 is still joined
    And client 3 is still joined
    And nothing but client 2 has changed

    Examples:
      | type     |
      | Fallback |
      | Abort    |

  @IWDS-NAMESPACE-001
  Scenario: A client of any namespace can be disconnected
    Given client 21 has joined the namespace Drivers
    When Disconnect is called on client 21 with Fallback
    Then client 21 has left the namespace

  @IWDS-POLICY-001
  Scenario Outline: The server's own policy for slow clients does not matter
    Given client 1 is a Windows Deployment Services client
    And client 21 has joined the transmission Laptops
    And client 21 is a Windows Deployment Services client
    And the policy of LocalWDS for slow clients is <policy>
    When Disconnect is called on client 1 with Fallback
    And Disconnect is called on client 21 with Abort
    Then client 1 goes on by unicast
    And client 21 gets no more data

    Examples:
      | policy                                |
      | to disconnect them with a fallback    |
      | to disconnect them without a fallback |
      | to give them a slower stream          |
