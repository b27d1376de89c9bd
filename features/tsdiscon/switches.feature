Feature: tsdiscon: the switches
  /server is told of elsewhere; here are /v, /?, /VM and the switches that do not exist.

  Background:
    Given the current server is RDSH1
    And sessions 3, 10 and 11 are active
    And session 11 is named TERM04
    And I work in session 3

  @TSDISCON-VERBOSE-001
  Scenario: /v tells what is done
    When I type `tsdiscon 10 /v`
    Then something is displayed

  @TSDISCON-VERBOSE-002
  Scenario: /v changes nothing about what is done
    When I type `tsdiscon 10 /v`
    Then session 10 is disconnected
    And the command succeeds

  @TSDISCON-HELP-001
  Scenario: /? displays help
    When I type `tsdiscon /?`
    Then help is displayed on standard output

  @TSDISCON-HELP-002
  Scenario Outline: /? has no effect
    When I type `<command>`
    Then nothing has changed

    Examples:
      | command        |
      | tsdiscon /?    |
      | tsdiscon 10 /? |

  @TSDISCON-HELP-003
  Scenario: The help shows the operands and all switches of the program
    When I type `tsdiscon /?`
    Then the help shows the operands and the switches /SERVER, /V and /VM

  @TSDISCON-VM-001
  Scenario: /VM without an operand is refused
    When I type `tsdiscon /VM`
    Then the command does not succeed
    And nothing has changed

  @TSDISCON-VM-002
  Scenario: /VM with a session name is refused
    When I type `tsdiscon TERM04 /VM`
    Then the command does not succeed
    And nothing has changed

  @TSDISCON-VM-003
  Scenario: /VM with a session id disconnects that session
    When I type `tsdiscon 10 /VM`
    Then session 10 is disconnected
    And the command succeeds

  @TSDISCON-UNKNOWN-001
  Scenario Outline: An unknown switch is answered with a message and the usage
    When I type `<command>`
    Then a message and the usage are displayed on standard error

    Examples:
      | command              |
      | tsdiscon /now        |
      | tsdiscon 10 /quietly |

  @TSDISCON-UNKNOWN-002
  Scenario Outline: An unknown switch keeps the command from any effect
    When I type `<command>`
    Then nothing has changed

    Examples:
      | command              |
      | tsdiscon /now        |
      | tsdiscon 10 /quietly |
      | tsdiscon /now TERM04 |

  @TSDISCON-SYNTAX-001
  Scenario Outline: Letter case does not count in switches
    Given there is another host RDSH2
    And session 10 of RDSH2 is active
    When I type `tsdiscon 10 <switch>:RDSH2`
    Then session 10 of RDSH2 is disconnected
    And session 10 of RDSH1 stays active
    And the command succeeds

    Examples:
      | switch  |
      | /server |
      | /SERVER |
      | /Server |

  @TSDISCON-SYNTAX-002
  Scenario Outline: Operand and switches may come in any order
    Given there is another host RDSH2
    And session 10 of RDSH2 is active
    When I type `<command>`
    Then session 10 of RDSH2 is disconnected
    And session 10 of RDSH1 stays active
    And the command succeeds

    Examples:
      | command                   |
      | tsdiscon 10 /server:RDSH2 |
      | tsdiscon /server:RDSH2 10 |
