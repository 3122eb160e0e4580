#!/bin/bash
# What idle connections cost the file server: resident memory and threads before, with COUNT connections, and after each made 3 calls.
# usage: bench/idle-connections.sh [COUNT]     (1000)   Needs a JDK 25, python3 and a build (./moorage version makes one).
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
java=${JAVA_HOME:-/usr/lib/jvm/temurin-25-jdk-amd64}/bin/java
classpath=${BENCH_CLASSPATH:-$here/dist/target/moorage/lib/*}
work=$(mktemp -d /var/tmp/moorage-idle.XXXXXX)
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
mkdir "$work/files"
"$java" "@$here/dist/jvm/fileserver.args" -cp "$classpath" io.moorage.fileserver.Main --listen 127.0.0.1 --port 0 \
    --dir "$work/files" --state "$work/state" >"$work/log" 2>&1 &
server=$!
for _ in $(seq 300); do
    port=$(sed -n 's/.* port \([0-9]*\)$/\1/p' "$work/log")
    [ -z "$port" ] || break
    sleep 0.1
done
ulimit -n "$(ulimit -Hn)"
python3 - "$server" "${port:?the file server does not start}" "${1:-1000}" <<'PYTHON'
import socket
import struct
import sys

server, port, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])


def cost(what):
    with open(f"/proc/{server}/status", encoding="ascii") as lines:
        status = dict(line.split(":", 1) for line in lines)
    print(f"{what}: {int(status['VmRSS'].split()[0]) / 1024:.1f} MiB, {status['Threads'].strip()} threads")


cost("no connection")
connections = [socket.create_connection(("127.0.0.1", port)) for _ in range(count)]
cost(f"{count} connections")
null = struct.pack(">11I", 0x80000028, 7, 0, 2, 100003, 4, 0, 0, 0, 0, 0)
for _ in range(3):
    for connection in connections:
        connection.sendall(null)
    for connection in connections:
        assert len(connection.recv(100)) == 28
cost("after 3 calls of each")
PYTHON
