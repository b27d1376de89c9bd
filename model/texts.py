"""What the reference displays, in our own words; no document fixes a text, so nothing judges by these."""

from __future__ import annotations

TSDISCON_USAGE = """\
TSDISCON [sessionid | sessionname] [/SERVER:servername] [/V] [/VM]

  sessionid           which session to disconnect, by its id
  sessionname         which session to disconnect, by its name
  /SERVER:servername  the server of the session, instead of the current one
  /V                  tell what is being done
  /VM                 a session on the server or in a virtual machine, given by its unique id
  /?                  this help
"""
UNKNOWN_SWITCH = "There is no switch {switch}.\n"
DISCONNECTING = "Session {session} of server {host} is being disconnected.\n"
WOULD_DISCONNECT = "What if: session {session} of {host} would be disconnected.\n"

NO_CLIENT_ID = "Which client? /ClientId is missing.\n"
NO_SERVER = "Server {server} cannot be reached.\n"
NOT_AS_WRITTEN = "The command is not written as documented.\n"
NO_ACCESS = "Disconnecting the session of another user takes Full Control or Disconnect access.\n"
CONSOLE = "The console session cannot be disconnected.\n"
VM_NEEDS_ID = "/VM needs the unique id of the session.\n"
NOT_A_MACHINE = "No virtual machine has that session.\n"

NO_SET = "Neither -SessionId nor -All is given.\n"
TWO_SETS = "-All and -SessionId exclude each other.\n"
NO_PARAMETER = "There is no parameter {parameter}.\n"
NO_UINT32 = "{value} is no session id.\n"
NO_WILDCARDS = "-Server takes no wildcards.\n"
OWN_SESSION = "The session that the cmdlet runs in cannot be disconnected.\n"
DECLINED = "Not confirmed.\n"
