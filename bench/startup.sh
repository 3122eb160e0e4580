#!/usr/bin/env bash
# startup.sh [--docker URL] [--rounds N]: how long Moorage's processes take to start, and what they hold when idle.
#   server      from ./moorage server to a 200 of /_moorage/ready: simulated, or the real one on the Docker engine at URL (as root)
#   fileserver  from ./moorage fileserver to an accepted connection
#   status      ./moorage status from start to end, with nothing running
# Every round is a new JVM (median of N, 5 unless told); files are in the page cache. The server's home is new in the first round,
# whose figure is told apart, and kept after it. Memory is that of the last round, 10 s after it was ready: PSS, and RSS beside it.
# CPU is the last round's processor time until ready: on a busy machine it says more than the clock.
set -euo pipefail
source=$(cd "$(dirname "$0")/.." && pwd)
rounds=5 docker= idle=10
while [ $# -gt 0 ]; do
    case $1 in
        --docker) docker=$2; shift 2 ;;
        --rounds) rounds=$2; shift 2 ;;
        *) sed -n '2,8s/^# //p' "$0" >&2; exit 2 ;;
    esac
done
stage=$(mktemp -d /tmp/moorage-startup.XXXXXX)
name=mstartup
export MOORAGE_HOME=$stage/home MOORAGE_NAME=$name
pid=
end() {
    [ -z "$pid" ] || kill -KILL "$pid" 2> /dev/null || true
    [ -z "$docker" ] || "$source/moorage" server --clean-up --home "$MOORAGE_HOME" --name "$name" --docker "$docker" > /dev/null 2>&1 || true
    rm -rf "$stage"
}
trap end EXIT

now() { date +%s%N; }
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
accepts() { (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null; }
ready() { accepts "$1" && [ "$(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$1/_moorage/ready")" = 200 ]; }
median() { printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"; }
memory() { awk '/^(Pss|Rss):/ { printf "%s %d MB  ", toupper(substr($1, 1, 3)), $2 / 1024 }' "/proc/$1/smaps_rollup"; }

# timed COMMAND...: milliseconds from the start of the launcher until `condition` holds; the process is then $pid.
timed() {
    local condition=$1 started
    shift
    started=$(now)
    "$source/moorage" "$@" > "$stage/log" 2>&1 &
    pid=$!
    until $condition "$port"; do
        kill -0 "$pid" 2> /dev/null || { cat "$stage/log" >&2; exit 1; }
        sleep 0.005
    done
    took=$((($(now) - started) / 1000000))
    cpu=$(awk -v hertz="$(getconf CLK_TCK)" '{ print int(($14 + $15) * 1000 / hertz) }' "/proc/$pid/stat")
}

stop() {
    kill -TERM "$pid"
    wait "$pid" 2> /dev/null || true
    pid=
}

server_rounds() {
    local options=(--simulate) all=() first round port kind=simulated
    [ -z "$docker" ] || { options=(--docker "$docker" --name "$name"); kind=real; }
    for ((round = 0; round <= rounds; round++)); do
        port=$(free_port)
        timed ready server --home "$MOORAGE_HOME" --port "$port" "${options[@]}"
        if [ "$round" = 0 ]; then first=$took; else all+=("$took"); fi
        [ "$round" = "$rounds" ] || stop
    done
    sleep "$idle"
    printf '%-24s ready %5d ms (median of %d: %s; first in a new home: %d)  CPU %d ms  %s\n' "server ($kind)" "$(median "${all[@]}")" \
        "$rounds" "${all[*]}" "$first" "$cpu" "$(memory "$pid")"
    [ -z "$docker" ] || printf '%-24s %s\n' "its file server" "$(memory "$(cat "$MOORAGE_HOME/run/fileserver.pid")")"
    stop
}

fileserver_rounds() {
    local all=() round port
    mkdir "$stage/files"
    for ((round = 1; round <= rounds; round++)); do
        port=$(free_port)
        timed accepts fileserver --listen 127.0.0.1 --port "$port" --dir "$stage/files" --state "$stage/state"
        all+=("$took")
        [ "$round" = "$rounds" ] || stop
    done
    sleep "$idle"
    printf '%-24s ready %5d ms (median of %d: %s)  CPU %d ms  %s\n' fileserver "$(median "${all[@]}")" "$rounds" "${all[*]}" \
        "$cpu" "$(memory "$pid")"
    stop
}

status_rounds() {
    local all=() round started
    for ((round = 1; round <= rounds; round++)); do
        started=$(now)
        MOORAGE_HOME=$stage/nowhere "$source/moorage" status > /dev/null || [ $? = 3 ]
        all+=($((($(now) - started) / 1000000)))
    done
    printf '%-24s ends  %5d ms (median of %d: %s)\n' "moorage status" "$(median "${all[@]}")" "$rounds" "${all[*]}"
}

"$source/moorage" --help > /dev/null
printf 'load average %s\n' "$(cut -d' ' -f1-3 /proc/loadavg)"
server_rounds
fileserver_rounds
status_rounds
