#!/bin/bash
# For how long a snapshot of a tree of COUNT objects holds up who writes it: three in a row, each with the one before as reference.
# usage: bench/snapshot.sh [COUNT]     (1000000)   Needs root, a JDK 25 and a build with bench (mvn -pl bench -am package).
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
java=${JAVA_HOME:-/usr/lib/jvm/temurin-25-jdk-amd64}/bin/java
classpath=${BENCH_CLASSPATH:-$here/dist/target/moorage/lib/*:$here/bench/target/classes}
work=$(mktemp -d /var/tmp/moorage-snapshot.XXXXXX)
trap 'rm -rf "$work"' EXIT
ulimit -n "$(ulimit -Hn)"
"$java" --enable-native-access=ALL-UNNAMED -cp "$classpath" io.moorage.bench.store.SnapshotHoldUp "$work" "${1:-1000000}"
