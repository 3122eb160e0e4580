#!/bin/bash
# Lets pynfs judge the file server, and compares what it says with the list in docs/pynfs.md.
# usage: bench/pynfs.sh CHECKOUT [RUN]...     RUN: 4.0-rfc 4.1-rfc 4.0-efs 4.1-efs; all four when none is named
#   CHECKOUT: a checkout of pynfs, in which "python3 setup.py build" was run (Debian: python3-ply python3-setuptools)
# Needs a JDK 25 and a build (./moorage version makes one). Takes 3 to 12 minutes a run; what pynfs prints is kept in
# the directory named at the end. Exit status 0 when every test passes or is listed, and no listed one passes.
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
java=${JAVA_HOME:-/usr/lib/jvm/temurin-25-jdk-amd64}/bin/java
python=${PYTHON:-/usr/bin/python3}
classpath=${BENCH_CLASSPATH:-$here/dist/target/moorage/lib/*}
checkout=$(cd "${1:?usage: bench/pynfs.sh CHECKOUT [RUN]...}" && pwd)
shift
[ $# -gt 0 ] || set -- 4.0-rfc 4.1-rfc 4.0-efs 4.1-efs
work=$(mktemp -d /var/tmp/moorage-pynfs.XXXXXX)
server=

stop_server() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    [ -z "$server" ] || wait "$server" 2>/dev/null || true
    server=
}
trap 'stop_server; rm -rf "$work"/*/files "$work"/*/state' EXIT

status=0
for run in "$@"; do
    minor=${run:2:1} dialect=${run#*-}
    mkdir -p "$work/$run/files"
    : >"$work/$run/server.log"
    # pynfs waits for leases to end, and takes one of less than 10 s for a mistake.
    "$java" "@$here/dist/jvm/fileserver.args" -cp "$classpath" io.moorage.fileserver.Main --listen 127.0.0.1 --port 0 \
        --dir "$work/$run/files" --state "$work/$run/state" --lease 10 --dialect "$dialect" >"$work/$run/server.log" 2>&1 &
    server=$!
    port=
    for _ in $(seq 300); do
        port=$(sed -n 's/.* port \([0-9]*\)$/\1/p' "$work/$run/server.log")
        [ -z "$port" ] || break
        kill -0 "$server" 2>/dev/null || break
        sleep 0.1
    done
    [ -n "$port" ] || { echo "the file server does not start:" >&2; cat "$work/$run/server.log" >&2; exit 1; }
    PYTHONDONTWRITEBYTECODE=1 "$python" "$here/bench/pynfs/run.py" "$checkout" "$minor" "$dialect" "127.0.0.1:$port/" \
        >"$work/$run/pynfs.log" 2>&1 || true
    "$python" "$here/bench/pynfs/judge.py" "$here/docs/pynfs.md" "$run" "$work/$run/pynfs.log" || status=1
    stop_server
done
echo "what pynfs printed is in $work"
exit $status
