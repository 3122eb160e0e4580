#!/bin/bash
# What open files with a byte-range lock each cost the file server: resident memory before and with COUNT of them.
# usage: bench/open-files.sh [COUNT]     (100000)   Needs a JDK 25 and a build with bench (mvn -pl bench -am package).
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
java=${JAVA_HOME:-/usr/lib/jvm/temurin-25-jdk-amd64}/bin/java
classpath=${BENCH_CLASSPATH:-$here/dist/target/moorage/lib/*:$here/bench/target/classes}
work=$(mktemp -d /var/tmp/moorage-open.XXXXXX)
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
mkdir "$work/files"
ulimit -n "$(ulimit -Hn)"
"$java" "@$here/dist/jvm/fileserver.args" -cp "$classpath" io.moorage.fileserver.Main --listen 127.0.0.1 --port 0 \
    --dir "$work/files" --state "$work/state" >"$work/log" 2>&1 &
server=$!
for _ in $(seq 300); do
    port=$(sed -n 's/.* port \([0-9]*\)$/\1/p' "$work/log")
    [ -z "$port" ] || break
    sleep 0.1
done
"$java" -cp "$classpath" io.moorage.bench.nfs.Holding "$server" "${port:?the file server does not start}" "${1:-100000}"
