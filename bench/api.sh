#!/bin/bash
# How many API calls a server answers on eight kept-alive connections, and how long they take: DescribeClusters of three clusters, and
# TagResource. The real server on a Docker engine has it on the disk when it answers; the simulated one keeps all in memory.
# Client and server share this machine's processors.
# usage: bench/api.sh [--docker URL] [--seconds S] [--rounds N]     (4 and 5, after three that warm up)
# Needs a JDK 25 and a build with bench; with --docker, root.
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
java=${JAVA_HOME:-/usr/lib/jvm/temurin-25-jdk-amd64}/bin/java
classpath=${BENCH_CLASSPATH:-$here/dist/target/moorage/lib/*:$here/bench/target/classes}
seconds=4 rounds=5 docker=
while [ $# -gt 0 ]; do
    case $1 in
        --docker | --seconds | --rounds) declare "${1#--}=$2" ;;
        *) sed -n '2,6s/^# //p' "$0" >&2; exit 2 ;;
    esac
    shift 2
done
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
work=$(mktemp -d /var/tmp/moorage-api.XXXXXX)
export MOORAGE_HOME=$work/home
options=(--simulate)
[ -z "$docker" ] || options=(--docker "$docker" --name mapi --home "$MOORAGE_HOME")
"$here/moorage" server --port "$port" "${options[@]}" >"$work/log" 2>&1 &
server=$!
end() {
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
    [ -z "$docker" ] || "$here/moorage" server --clean-up "${options[@]}" >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap end EXIT
until [ "$(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$port/_moorage/ready")" = 200 ]; do
    kill -0 "$server" 2>/dev/null || { echo "the server did not start:" >&2; tail -5 "$work/log" >&2; exit 1; }
    sleep 0.1
done
"$java" -XX:+UseSerialGC -cp "$classpath" io.moorage.bench.api.ApiRate "$port" "$seconds" "$rounds"
grep '^VmRSS' "/proc/$server/status"
