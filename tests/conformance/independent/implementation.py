# pyright: basic
# ruff: noqa: ANN001, ANN201, C901, N818, SIM905, T201, TRY301 - somebody else's program, in somebody else's style
"""An implementation of all four systems that shares nothing with the model: from the guide and the documents.

`BUG` in the environment plants one of the bugs of `BUGS`, each of which breaks the clause named there.
"""

import json
import os
import re
import sys

BUGS = {
    "force-stops-everybody": "WDSUTIL-ISOLATION-002",
    "force-falls-back": "WDSUTIL-FORCE-002",
    "any-server": "WDSUTIL-SERVER-002",
    "wdsmcast-falls-back": "WDSUTIL-FALLBACK-002",
    "abort-falls-back": "IWDS-ABORT-001",
    "always-s-ok": "IWDS-RESULT-002",
    "console-goes": "TSDISCON-CONSOLE-001",
    "query-suffices": "TSDISCON-PERMISSION-005",
    "programs-end": "TSDISCON-PROGRAMS-001",
    "help-is-silent": "TSDISCON-HELP-001",
    "usage-on-stdout": "TSDISCON-UNKNOWN-001",
    "what-if-acts": "WMS-WHATIF-001",
    "no-means-yes": "WMS-CONFIRM-002",
    "all-means-me-too": "WMS-SELF-002",
    "pipeline-stays-here": "WMS-PIPELINE-002",
}
BUG = os.environ.get("BUG", "")
USAGE = """TSDISCON [sessionid | sessionname] [/SERVER:servername] [/V] [/VM]
  sessionid    The ID of the session.
  sessionname  The name of the session.
  /SERVER:servername  The server (default is current).
  /V           Displays information about the actions performed.
  /VM          Disconnects a session on server or within virtual machine; needs the unique ID."""
CAPABILITIES = """all caller-session client-listing client-method command-route common-parameters confirm
console current-session fallback force help machine-state namespaces permissions pipeline programs reconnect
reset server-method session-array session-id session-name several-servers slow-client-policy
unreachable-server usage-errors verbose vm what-if""".split()
COMMON = """verbose debug erroraction errorvariable informationaction informationvariable outvariable
outbuffer pipelinevariable warningaction warningvariable""".split()
ALIASES = {"computername": "server", "wi": "whatif", "cf": "confirm"}
FLAGS = ("all", "whatif", "confirm", "verbose", "debug")
PARAMETERS = ["sessionid", "all", "server", "whatif", "confirm", *ALIASES, *COMMON]
FAILED = -2147467259

world = {}


class Refused(Exception):
    """The command does not do it."""


def place(kind, name):
    """A host or server by either of its names, that can be reached."""
    for each in world[kind]:
        if name.lower() in (each["name"].lower(), each["fqdn"].lower()):
            if each["name"] != world["caller"]["host"] and not each["reachable"]:
                raise Refused("The server cannot be reached.")
            return each
    raise Refused(f"There is no server {name}.")


def here():
    """Where the caller is."""
    return world["caller"]["host"]


def drop(server, number, abort):
    """Take a client out of what it has joined."""
    everybody = [client for namespace in server["namespaces"] for client in namespace["clients"]]
    wanted = [client for client in everybody if client["id"] == number and client["transfer"] == "multicast"]
    if not wanted:
        raise Refused("There is no such client.")
    for client in everybody if abort and BUG == "force-stops-everybody" else wanted:
        able = client["fallback"] or (BUG == "wdsmcast-falls-back" and client["software"] == "wdsmcast")
        if able and not (abort and BUG not in ("force-falls-back", "abort-falls-back")):
            client["transfer"] = "unicast"
        else:
            client["transfer"], client["installation"] = "none", "failed"
            if abort:
                client["machine"] = "possibly-unusable"


def wdsutil(words):
    """WDSUTIL /Disconnect-Client and the clients listing."""
    options = dict(word.lower().partition(":")[::2] for word in words[1:])
    if words[0].lower() == "/get-multicasttransmission":
        server = place("servers", options.get("/server", here()))
        sent = [n for n in server["namespaces"] if n["kind"] == "transmission"]
        joined = [c["id"] for n in sent for c in n["clients"] if c["transfer"] == "multicast"]
        return {"accepted": True, "listing": joined}
    if words[0].lower() != "/disconnect-client" or not re.fullmatch("[0-9]+", options.get("/clientid", "")):
        raise Refused("The syntax is wrong.")
    if set(options) - {"/clientid", "/server", "/force"}:
        raise Refused("There is no such option.")
    name = here() if BUG == "any-server" else options.get("/server", here())
    drop(place("servers", name), int(options["/clientid"]), "/force" in options)
    return {"accepted": True}


def leave(session):
    """Disconnect a session."""
    session["state"] = "disconnected"
    if BUG == "programs-end":
        session["programs"] = []


def tsdiscon(words):
    """The command tsdiscon."""
    switches = [word for word in words if word.startswith("/")]
    operands = [word for word in words if not word.startswith("/")]
    names = {word.lower().partition(":")[0] for word in switches}
    if "/?" in names:
        return {"accepted": True, "stdout": "" if BUG == "help-is-silent" else USAGE}
    if names - {"/server", "/v", "/vm", "/?"} or len(operands) > 1:
        text = f"Invalid parameter(s)\n{USAGE}"
        return {"accepted": False, "stdout" if BUG == "usage-on-stdout" else "stderr": text}
    if "/vm" in names and not (operands and operands[0].isdigit()):
        raise Refused("The unique ID of the session needs to be specified.")
    servers = [word.partition(":")[2] for word in switches if word.lower().startswith("/server:")]
    host = place("hosts", servers[0] if servers else here())
    wanted = operands[0] if operands else str(world["caller"]["session"])
    for session in host["sessions"]:
        if wanted in (str(session["id"]), session["name"]) and session["state"] == "active":
            break
    else:
        raise Refused(f"Session {wanted} not found.")
    enough = ("full-control", "disconnect", "query" if BUG == "query-suffices" else "disconnect")
    me = world["caller"]["user"]
    granted = [each["access"] for each in session["grants"] if each["user"] == me]
    if session["user"] != me and not set(granted) & set(enough):
        raise Refused("Access is denied.")
    if session["console"] and BUG != "console-goes":
        raise Refused("The console session cannot be disconnected.")
    leave(session)
    return {"accepted": True, "stdout": f"Disconnecting session {session['id']}" if "/v" in names else ""}


def parameters(line):
    """The arguments of a cmdlet, by their full names."""
    found, words = {}, re.sub(r"\s*,\s*", ",", line).split()[1:]
    while words:
        word = words.pop(0)
        if not word.startswith("-") or re.fullmatch("-[0-9]+", word):
            name, value = "sessionid", word
        else:
            short, _, value = word[1:].lower().partition(":")
            exact = [each for each in PARAMETERS if each == short]
            fits = exact or [each for each in PARAMETERS if each.startswith(short)]
            if len({ALIASES.get(each, each) for each in fits}) != 1:
                raise Refused("A parameter cannot be found that matches.")
            name = ALIASES.get(fits[0], fits[0])
            if name in FLAGS:
                value = "" if value == "$false" else "yes"
            elif not value:
                value = words.pop(0) if words else ""
        if name in found:
            raise Refused("The parameter is specified more than once.")
        if value:
            found[name] = value.strip("'\"")
    return found


def cmdlet(request):
    """Disconnect-WmsSession."""
    given = parameters(request["line"])
    default = given.get("server", here())
    targets = [(each["SessionId"], each.get("ComputerName") or default) for each in request["pipeline"]]
    if BUG == "pipeline-stays-here":
        targets = [(number, here()) for number, _ in targets]
    if "sessionid" in given:
        for text in given["sessionid"].split(","):
            if not re.fullmatch("[0-9]+", text) or int(text) >= 2**32:
                raise Refused("Cannot convert the value.")
            targets.append((int(text), default))
    if bool(targets) == bool(given.get("all")):
        raise Refused("Parameter set cannot be resolved.")
    if given.get("all"):
        host = place("hosts", default)
        targets = [(each["id"], host["name"]) for each in host["sessions"]]
    chosen = []
    for number, name in targets:
        host = place("hosts", name)
        own = host["name"] == here() and number == world["caller"]["session"]
        if own and not (given.get("all") and BUG == "all-means-me-too"):
            continue
        chosen += [each for each in host["sessions"] if each["id"] == number]
    if not chosen:
        raise Refused("There is no such session.")
    if given.get("whatif") and BUG != "what-if-acts":
        return {"accepted": True, "stdout": "What if: Performing the operation."}
    if given.get("confirm") and request["answer"] == "no" and BUG != "no-means-yes":
        return {"accepted": False, "prompted": True}
    for session in chosen:
        leave(session)
    return {"accepted": True, "prompted": bool(given.get("confirm"))}


def reset(words):
    """The command reset session."""
    for host in world["hosts"]:
        if host["name"] == here():
            kept = [each for each in host["sessions"] if words[-1] not in (str(each["id"]), each["name"])]
            host["sessions"] = kept
    return {"accepted": True}


def command(request):
    """A command line, by its first word."""
    name, *words = request["line"].split()
    match name.lower():
        case "wdsutil":
            return wdsutil(words)
        case "tsdiscon":
            return tsdiscon(words)
        case "reset":
            return reset(words)
        case "disconnect-wmssession":
            return cmdlet(request)
    raise Refused("There is no such command.")


def invoke(request):
    """Any request."""
    kind = request["kind"]
    try:
        if kind == "command":
            return command(request)
        if kind == "method":
            if request["disconnection"] == "unknown":
                raise Refused("What is Unknown?")
            drop(place("servers", request["server"]), request["client"], request["disconnection"] == "abort")
            return {"accepted": True, "hresult": 0}
        host = place("hosts", request["host"])
    except Refused as reason:
        failed = {"accepted": False, "stderr": str(reason)}
        return {**failed, "hresult": 0 if BUG == "always-s-ok" else FAILED} if kind == "method" else failed
    for session in host["sessions"]:
        if kind == "reconnect" and session["id"] == request["session"]:
            session["state"] = "active"
        if kind == "work":
            for program in session["programs"]:
                program["work"] += 1
    return {"accepted": True}


def answer(method, params):
    """Any message."""
    match method:
        case "initialize":
            claimed = ["wdsutil", "iwdstransportclient", "tsdiscon", "disconnect-wmssession"]
            return {"name": "independent", "systems": claimed, "capabilities": CAPABILITIES, "settle": 0}
        case "arrange":
            world.update(params["world"])
        case "invoke":
            return invoke(params["request"])
        case "observe":
            return world
    return {}


if __name__ == "__main__":
    for text in sys.stdin:
        message = json.loads(text)
        result = answer(message["method"], message["params"])
        print(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": result}), flush=True)
