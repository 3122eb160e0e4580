#!/bin/bash
# dockerd.sh start|stop|status HOME: a Docker engine of Moorage's own, with everything it owns under HOME. It makes no bridge and no packet
# filter rules: instances get their network from Moorage. Prints the engine's address on success.
set -euo pipefail
verb=${1:-} home=${2:-${MOORAGE_HOME:-/var/lib/moorage}}
socket=$home/run/docker.sock pidfile=$home/run/docker.pid log=$home/log/dockerd.log

running() {
    local pid
    pid=$(cat "$pidfile" 2> /dev/null) && grep -qs dockerd "/proc/$pid/comm"
}
answers() { [ "$(curl -s -m 2 --unix-socket "$socket" http://docker/_ping 2> /dev/null)" = OK ]; }

start() {
    if running && answers; then
        echo "unix://$socket"
        return 0
    fi
    command -v dockerd > /dev/null || { echo 'dockerd is missing: apt-get install -y docker.io' >&2; return 1; }
    mkdir -p "$home/run" "$home/log" "$home/docker"
    running || rm -f "$pidfile"
    setsid dockerd --host "unix://$socket" --data-root "$home/docker" --exec-root "$home/run/docker" --pidfile "$pidfile" \
        --bridge=none --iptables=false --ip6tables=false --ip-forward=false --ip-masq=false \
        --log-opt max-size=10m --log-opt max-file=2 >> "$log" 2>&1 < /dev/null &
    local child=$!
    for _ in $(seq 300); do
        answers && { echo "unix://$socket"; return 0; }
        kill -0 "$child" 2> /dev/null || { echo "dockerd ended; the end of $log:" >&2; tail -n 5 "$log" >&2; return 1; }
        sleep 0.1
    done
    echo "dockerd does not answer on $socket after 30 s; see $log" >&2
    return 1
}

stop() {
    end
    # On a root file system whose mounts are private the engine binds its directory to itself, and may leave it so.
    if mountpoint -q "$home/docker"; then umount "$home/docker"; fi
}

end() {
    local pid
    running || return 0
    pid=$(cat "$pidfile")
    kill -TERM "$pid"
    for _ in $(seq 300); do
        kill -0 "$pid" 2> /dev/null || { rm -f "$pidfile" "$socket"; return 0; }
        sleep 0.1
    done
    echo "dockerd (pid $pid) did not stop in 30 s; killing it" >&2
    kill -KILL "$pid"
    rm -f "$pidfile" "$socket"
}

case "$verb" in
    start) start ;;
    stop) stop ;;
    status) if running && answers; then echo "unix://$socket"; else echo 'not running'; exit 3; fi ;;
    *) echo "usage: ${0##*/} start|stop|status [HOME]" >&2; exit 2 ;;
esac
