#!/usr/bin/env bash
# console.sh [--instances N --tasks N]: what the console costs, each figure beside its aim.
#   first page   bytes over the wire and time until it follows what happens, in Chromium with an empty cache (medians of 5)
#   live         from the answer of a CreateService/UpdateService call to the page that shows it (median and worst of 20)
#   idle         processor time of the server with 50 consoles open and nothing happening, over 60 s
#   large lists  with N container instances and N tasks (5000 and 100000 unless told; 0 0 leaves it out): time of each page
# The server is simulated and its home is new; both end with the script. Needs a build (./moorage), python3 and chromium.
set -euo pipefail
source=$(cd "$(dirname "$0")/.." && pwd)
instances=5000 tasks=100000
while [ $# -gt 0 ]; do
    case $1 in
        --instances | --tasks) declare "${1#--}=$2"; shift 2 ;;
        *) sed -n '2,7s/^# //p' "$0" >&2; exit 2 ;;
    esac
done
stage=$(mktemp -d /tmp/moorage-console.XXXXXX)
server=
end() {
    [ -z "$server" ] || { kill -KILL "$server" && wait "$server"; } 2> /dev/null || true
    rm -rf "$stage"
}
trap end EXIT
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
printf 'load average %s\n' "$(cut -d' ' -f1-3 /proc/loadavg)"
${CONSOLE_SERVER:-"$source/moorage" server} --simulate --home "$stage/home" --port "$port" > "$stage/log" 2>&1 &
server=$!
python3 "$source/bench/console.py" "$port" "$server" "$stage" "$instances" "$tasks" || { tail -20 "$stage/log" >&2; exit 1; }
