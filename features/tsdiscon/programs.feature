Feature: tsdiscon: programs in a disconnected session
  To disconnect a session is not to close it. Its programs run on, and are there when its user comes back.

  Background:
    Given the current server is RDSH1
    And sessions 3 and 10 are active
    And session 10 is named TERM04
    And Notepad runs in session 10 with unsaved work

  @TSDISCON-PROGRAMS-001
  Scenario: Programs run on while their session is disconnected
    When session 10 is disconnected with tsdiscon
    Then session 10 is disconnected
    And Notepad still runs in session 10

  @TSDISCON-PROGRAMS-001
  Scenario: Programs get work done while their session is disconnected
    When session 10 is disconnected with tsdiscon
    And time passes
    Then Notepad has got more work done in session 10

  @TSDISCON-PROGRAMS-002
  Scenario: On coming back nothing is lost
    When session 10 is disconnected with tsdiscon
    Then session 10 is disconnected
    When the user connects to session 10 again
    Then Notepad still runs in session 10

  @TSDISCON-RECONNECT-001
  Scenario: Coming back leads to the same session
    When session 10 is disconnected with tsdiscon
    Then session 10 is disconnected
    When the user connects to session 10 again
    Then I am back in the same session
    And session 10 is active again

  @TSDISCON-RESET-001
  Scenario: To reset the disconnected session ends its programs
    When session 10 is disconnected with tsdiscon
    Then Notepad still runs in session 10
    When I type `reset session 10`
    Then Notepad does not run in session 10 any more
    And session 3 stays active
    And nothing but session 10 has changed

  @TSDISCON-RESET-002
  Scenario: To reset the disconnected session may lose unsaved work
    When session 10 is disconnected with tsdiscon
    And I type `reset session 10`
    Then session 10 is gone, and unsaved work with it
