#!/bin/bash
# What ECS bears. First the scheduler alone: placements a second, and what one costs from 100 to 5,000 instances. Then the control plane,
# durable store and all, with agents that speak the real protocol over real websockets from a second process: memory and CPU with all
# connected and nothing to do; a service from create to RUNNING; the time until every task of instances that were lost at once has
# another place; and kill -9 in the middle of a deployment, after which every acknowledged state is looked for.
# usage: bench/scale.sh [--instances N] [--tasks N] [--lose N] [--rounds N] [--chart FILE] [--only PHASE]     (5000, 5000, 500, 7)
#   PHASE: placement | idle | service | lose | crash; without it all of them, in this order   --chart: the placements' costs as an SVG
# Needs a JDK 25 and a build with bench. Both processes share this machine's processors; all traffic is on loopback.
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
java=${JAVA_HOME:-/usr/lib/jvm/temurin-25-jdk-amd64}/bin/java
classpath=${BENCH_CLASSPATH:-$here/dist/target/moorage/lib/*:$here/bench/target/classes}
instances=5000 tasks=5000 lose=500 rounds=7 chart= only=
while [ $# -gt 0 ]; do
    case $1 in
        --instances | --tasks | --lose | --rounds | --chart | --only) declare "${1#--}=$2" ;;
        *) sed -n '2,8s/^# //p' "$0" >&2; exit 2 ;;
    esac
    shift 2
done
echo "load $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) processors"
[ -n "$only" ] && [ "$only" != placement ] ||
    timeout 300 "$java" -Xmx1g -cp "$classpath" io.moorage.bench.scale.PlacementRate "$rounds" ${chart:+"$chart"}
[ "$only" != placement ] || exit 0
ulimit -n "$(ulimit -Hn)"
work=$(mktemp -d /var/tmp/moorage-scale.XXXXXX)
trap 'rm -rf "$work"' EXIT
timeout -k 10 1200 "$java" -Xmx1g -cp "$classpath" io.moorage.bench.scale.FleetRun "$work" "$instances" "$tasks" "$lose" \
    ${only:-idle service lose crash}
