#!/bin/bash
# What ECS bears. First the scheduler alone: placements a second, and what one costs from 100 to 5,000 instances. Then the control plane,
# durable store and all, with agents that speak the real protocol over real websockets from a second process: memory and idle CPU with
# all connected, a service from create to RUNNING, and the time until every task of instances that were lost at once runs again.
# usage: bench/scale.sh [--instances N] [--tasks N] [--lose N] [--rounds N] [--only placement|fleet]     (5000, 5000, 500, 7)
# Needs a JDK 25 and a build with bench. Both processes share this machine's processors.
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
java=${JAVA_HOME:-/usr/lib/jvm/temurin-25-jdk-amd64}/bin/java
classpath=${BENCH_CLASSPATH:-$here/dist/target/moorage/lib/*:$here/bench/target/classes}
instances=5000 tasks=5000 lose=500 rounds=7 only=
while [ $# -gt 0 ]; do
    case $1 in
        --instances | --tasks | --lose | --rounds | --only) declare "${1#--}=$2" ;;
        *) sed -n '2,7s/^# //p' "$0" >&2; exit 2 ;;
    esac
    shift 2
done
echo "load $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) processors"
[ "$only" = fleet ] || "$java" -Xmx1g -cp "$classpath" io.moorage.bench.scale.PlacementRate "$rounds"
[ "$only" != placement ] || exit 0
ulimit -n "$(ulimit -Hn)"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
work=$(mktemp -d /var/tmp/moorage-scale.XXXXXX)
mkfifo "$work/orders"
exec 9<>"$work/orders"
"$java" --enable-native-access=ALL-UNNAMED -Xmx1500m -cp "$classpath" io.moorage.bench.scale.ControlPlane "$work" "$port" "$instances" <"$work/orders" 9>&- >"$work/log" 2>&1 &
server=$!
trap 'kill -9 $server 2>/dev/null || true; wait $server 2>/dev/null || true; rm -rf "$work"' EXIT
until grep -q ready "$work/log"; do
    kill -0 $server 2>/dev/null || { cat "$work/log" >&2; exit 1; }
    sleep 0.1
done
timeout 170 "$java" -Xmx1g -cp "$classpath" io.moorage.bench.scale.FleetRun "$port" $server "$instances" "$tasks" "$lose" "$work/orders" ||
    { tail -5 "$work/log" >&2; exit 1; }
