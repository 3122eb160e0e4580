#!/usr/bin/env bash
# loadbalancer.sh [--seconds N] [--rounds N]: TCP through ./moorage loadbalancer and through HAProxy, in turns, against one instance that
# sends back what it is sent: throughput of 8 connections, connections made and ended per second by 8 clients, and the p50 and p99 of
# 64 bytes there and back at 3,200 calls a second; and the same without either. Balancers, instance and clients share the machine's
# cores; HAProxy has as many threads as there are cores, as ours has. The median of N rounds (5 unless told) of N seconds (5) for
# each figure, after three rounds to warm up. The aim: at least 0.9 of HAProxy's throughput and connections, at most 1.2 of the p99 it adds.
# Needs haproxy, a JDK 25 and a build (./moorage version makes one; bench's classes: mvn -pl bench -am -DskipTests package).
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
seconds=5 rounds=5
while [ $# -gt 0 ]; do
    case $1 in
        --seconds) seconds=$2; shift 2 ;;
        --rounds) rounds=$2; shift 2 ;;
        *) sed -n '2,7s/^# //p' "$0" >&2; exit 2 ;;
    esac
done
java=${JAVA_HOME:-/usr/lib/jvm/temurin-25-jdk-amd64}/bin/java
haproxy=$(PATH=$PATH:/usr/sbin command -v haproxy) || { echo "haproxy is needed" >&2; exit 1; }
classpath=${BENCH_CLASSPATH:-$here/dist/target/moorage/lib/*}
work=$(mktemp -d /tmp/moorage-balance.XXXXXX)
running=()
end() {
    [ ${#running[@]} = 0 ] || kill "${running[@]}" 2> /dev/null || true
    rm -rf "$work"
}
trap end EXIT
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
accepts() { (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null; }
within_20_s() {
    local deadline=$((SECONDS + 20))
    until accepts "$1"; do
        [ $SECONDS -lt $deadline ] || { cat "$work"/*.log >&2; exit 1; }
        sleep 0.1
    done
}
instance=$(free_port) peer=$(free_port) ours=$(free_port)
"$java" -Xmx256m -cp "$here/bench/target/classes" io.moorage.bench.balance.Main echo "$instance" > "$work/echo.log" 2>&1 &
running+=($!)
# A balancer that found nobody at first would wait for its next check.
within_20_s "$instance"
cat > "$work/haproxy.cfg" << CONFIG
global
    maxconn 4000
    nbthread $(nproc)
defaults
    mode tcp
    timeout connect 2s
    timeout client 60s
    timeout server 60s
    balance leastconn
listen tcp
    bind 127.0.0.1:$peer
    server instance 127.0.0.1:$instance check inter 5s
CONFIG
"$haproxy" -db -f "$work/haproxy.cfg" > "$work/haproxy.log" 2>&1 &
running+=($!)
"$java" "@$here/dist/jvm/loadbalancer.args" -XX:AOTCache="$here/dist/target/moorage/loadbalancer.aot" -cp "$classpath" io.moorage.loadbalancer.Main \
    --listen "127.0.0.1:$ours" --instance "127.0.0.1:$instance" > "$work/moorage.log" 2>&1 &
running+=($!)
within_20_s "$peer"
within_20_s "$ours"
"$java" -Xmx256m -cp "$here/bench/target/classes" io.moorage.bench.balance.Main load "$seconds" "$rounds" \
    "direct=$instance" "haproxy=$peer" "moorage=$ours"
