Feature: WDSUTIL /Disconnect-Client: what is not documented
  Whatever an implementation does here is recorded and never judged.

  Background:
    Given the local server is LocalWDS
    And clients 1 and 2 have joined the transmission Office

  @WDSUTIL-GAP-001
  Scenario: No client of the server has the id
    When I type `WDSUTIL /Disconnect-Client /ClientId:99`
    Then the outcome is recorded

  @WDSUTIL-GAP-002
  Scenario: The client has already left
    When I type `WDSUTIL /Disconnect-Client /ClientId:1`
    And I type `WDSUTIL /Disconnect-Client /ClientId:1`
    Then the outcome is recorded

  @WDSUTIL-GAP-003
  Scenario: An option is given twice
    When I type `WDSUTIL /Disconnect-Client /ClientId:1 /ClientId:2`
    Then the outcome is recorded

  @WDSUTIL-GAP-004
  Scenario: An option is unknown
    When I type `WDSUTIL /Disconnect-Client /ClientId:1 /Gently`
    Then the outcome is recorded

  @WDSUTIL-GAP-005
  Scenario: A client has the id 0
    Given client 0 has joined the transmission Office
    When I type `WDSUTIL /Disconnect-Client /ClientId:0`
    Then the outcome is recorded

  @WDSUTIL-GAP-006
  Scenario: What a command displays
    When I type `WDSUTIL /Disconnect-Client /ClientId:1`
    Then the outcome is recorded
