Feature: tsdiscon: who may disconnect whose session
  One's own session needs no permission. Another user's needs Full Control access or Disconnect special access.

  Background:
    Given the current server is RDSH1
    And I am Alice
    And session 10 is active

  @TSDISCON-PERMISSION-001
  Scenario: Full Control access suffices
    Given session 10 belongs to Bob
    And Alice has been granted Full Control access on session 10
    When I type `tsdiscon 10`
    Then session 10 is disconnected
    And the command succeeds

  @TSDISCON-PERMISSION-002
  Scenario: Disconnect special access suffices
    Given session 10 belongs to Bob
    And Alice has been granted Disconnect access on session 10
    When I type `tsdiscon 10`
    Then session 10 is disconnected
    And the command succeeds

  @TSDISCON-PERMISSION-003
  Scenario: Without access another user's session is left alone
    Given session 10 belongs to Bob
    When I type `tsdiscon 10`
    Then the command does not succeed
    And session 10 stays active
    And nothing has changed

  @TSDISCON-PERMISSION-003
  Scenario: What somebody else has been granted does not count
    Given session 10 belongs to Bob
    And Carol has been granted Full Control access on session 10
    When I type `tsdiscon 10`
    Then the command does not succeed
    And session 10 stays active
    And nothing has changed

  @TSDISCON-PERMISSION-004
  Scenario: One's own session needs no access
    Given session 10 belongs to Alice
    When I type `tsdiscon 10`
    Then session 10 is disconnected
    And the command succeeds

  @TSDISCON-PERMISSION-005
  Scenario Outline: Another access than the two does not suffice
    Given session 10 belongs to Bob
    And Alice has been granted <access> access on session 10
    When I type `tsdiscon 10`
    Then session 10 stays active
    And the command does not succeed

    Examples:
      | access            |
      | Query Information |
      | Message           |
      | Connect           |
