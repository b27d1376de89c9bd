#!/bin/sh
# A complete adapter in POSIX shell, without any tool but sed: tsdiscon on one host. See docs/ADAPTER.md.
#
# disconspec run --adapter "exec:sh examples/adapters/adapter.sh"
# docs/ADAPTER.md promises that messages are compact and that fields come in the documented order.
set -f
world='{"caller":{"host":""}}'

reply() { printf '{"jsonrpc":"2.0","id":%s,"result":%s}\n' "$id" "$1"; }

cannot_arrange() { printf '{"jsonrpc":"2.0","id":%s,"error":{"code":-32001,"message":"%s"}}\n' "$id" "$1"; }

in_world() { printf '%s' "$world" | sed -n "s/$1/\\1/p"; }

disconnect() { # by session id
    found=$(in_world ".*\"sessions\":.*\"id\":\\($1\\),.*")
    if [ -z "$1" ] || [ -z "$found" ]; then
        reply '{"accepted":false,"stderr":"There is no such session."}'
        return
    fi
    world=$(printf '%s' "$world" |
        sed "s/\\(\"id\":$1,\"name\":\"[^\"]*\",\"user\":\"[^\"]*\",\"state\":\"\\)active/\\1disconnected/")
    reply '{"accepted":true}'
}

invoke() { # one command line
    set -- $1
    case "$#:$1:$2" in
    1:tsdiscon:) disconnect "$(in_world '^{"caller":{[^}]*"session":\([0-9]*\)}.*')" ;;
    2:tsdiscon:*[!0-9]*) disconnect "$(in_world ".*\"id\":\\([0-9]*\\),\"name\":\"$2\",.*")" ;;
    2:tsdiscon:*) disconnect "$2" ;;
    *) cannot_arrange "this adapter knows tsdiscon with one operand at most" ;;
    esac
}

while IFS= read -r message; do
    method=$(printf '%s' "$message" | sed 's/^{"method":"\([a-z]*\)".*/\1/')
    id=$(printf '%s' "$message" | sed 's/^{"method":"[a-z]*","id":\([0-9]*\),.*/\1/')
    case $method in
    initialize)
        reply '{"name":"example in shell","systems":["tsdiscon"],"settle":0,
            "capabilities":["session-id","session-name","current-session"]}' | tr -d '\n'
        echo
        ;;
    arrange)
        world=${message#*\"world\":}
        world=${world%\},\"jsonrpc\":*}
        reply '{}'
        ;;
    invoke)
        line=${message#*\"line\":\"}
        case $message in
        *'"kind":"command"'*) invoke "${line%%\"*}" ;;
        *) cannot_arrange "this adapter knows command lines only" ;;
        esac
        ;;
    observe) reply "$world" ;;
    shutdown) reply '{}' && exit ;;
    esac
done
