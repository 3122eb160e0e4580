#!/usr/bin/env bash
# rehearse.sh JDK DIST: runs the command, the server, the file server and the load balancers once each and keeps their classes in DIST/*.aot as
# they were then: read, verified, linked and with their profiles (JEP 483, 514, 515): a third off the next start of the server.
# Nothing happens while the archives fit the jars, the options and the JDK. A failure costs speed only: without an archive, or
# with one that does not fit, Java starts as ever.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
jdk=$1 dist=$2
[ -w "$dist" ] && command -v curl > /dev/null || exit 0
wanted=$(cat "$here/rehearse.sh" "$here"/jvm/*.args "$jdk/release"; stat -c '%n %s %Y' "$dist"/lib/*.jar)
[ "$wanted" != "$(cat "$dist/rehearsed" 2> /dev/null)" ] || exit 0
exec 9> "$dist/rehearsal.lock"
flock -n 9 || exit 0
stage=$(mktemp -d)
running=() engine=
# The real server's file server outlives it.
end_its_file_server() { [ ! -s "$stage/server/run/fileserver.pid" ] || kill -KILL "$(cat "$stage/server/run/fileserver.pid")" 2> /dev/null || true; }
end() {
    [ ${#running[@]} = 0 ] || kill -KILL "${running[@]}" 2> /dev/null || true
    end_its_file_server
    [ -z "$engine" ] || kill -KILL "$engine" 2> /dev/null || true
    rm -rf "$stage"
}
trap end EXIT
trap "exit 130" INT TERM

# start PROGRAM NAME JVM-OPTIONS... -- ARGUMENTS...: runs it in the background, its output in the stage's NAME.log.
start() {
    local program=$1 log=$stage/$2.log options=()
    shift 2
    while [ "$1" != -- ]; do
        options+=("$1")
        shift
    done
    shift
    "$jdk/bin/java" "@$here/jvm/$program.args" "${options[@]}" -Dmoorage.dist="$dist" -cp "$dist/lib/*" \
        "io.moorage.$program.Main" "$@" > "$log" 2>&1 9>&- &
    running+=($!)
}

# record PROGRAM ARGUMENTS...: G1 is the collector whose heap can be archived; every collector can read the archive.
record() {
    local program=$1
    shift
    start "$program" "$program" -XX:-UseSerialGC -XX:+UseG1GC -XX:AOTCacheOutput="$stage/$program.aot" -- "$@"
}

# within SECONDS COMMAND...: waits until the command succeeds, as long as what was started last runs.
within() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@" > /dev/null 2>&1; do
        [ $SECONDS -lt $deadline ] && kill -0 "${running[-1]}" 2> /dev/null || return 1
        sleep 0.1
    done
}

# The archive is written when the program ends.
finish() {
    kill -TERM "${running[@]}" 2> /dev/null || true
    wait "${running[@]}" || true
    running=()
    end_its_file_server
}

# ask PORT SERVICE PATH CURL-OPTIONS...: one signed request of each protocol.
ask() {
    local port=$1 service=$2 path=$3
    shift 3
    curl -s --aws-sigv4 "aws:amz:us-east-1:$service" --user rehearsal:rehearsal "$@" "http://127.0.0.1:$port$path" \
        >> "$stage/answers" || true
}

use_server() {
    local port=$1
    within 60 curl -sf "http://127.0.0.1:$port/_moorage/ready" || return 0
    curl -sk "https://127.0.0.1:$port/_moorage/status" > /dev/null || true
    ask "$port" ecs / -H 'Content-Type: application/x-amz-json-1.1' \
        -H 'X-Amz-Target: AmazonEC2ContainerServiceV20141113.ListClusters' -d '{}'
    ask "$port" ec2 / -d 'Action=DescribeVpcs&Version=2016-11-15'
    ask "$port" iam / -d 'Action=ListRoles&Version=2010-05-08'
    ask "$port" elasticfilesystem /2015-02-01/file-systems
    # Many of one kind, each path as curl sees it, for the profiles.
    ask "$port" ecs '/#[1-400]' -H 'Content-Type: application/x-amz-json-1.1' \
        -H 'X-Amz-Target: AmazonEC2ContainerServiceV20141113.DescribeClusters' -d '{}'
}

# use_balancer PORT: connections of one request each, so that the first clients of a load balancer need not wait for its compiler.
use_balancer() {
    local port=$1
    within 20 grep -q listening "$stage/loadbalancer.log" || return 0
    curl -s --max-time 10 -H 'Connection: close' "http://127.0.0.1:$port/_moorage/ready#[1-1500]" > /dev/null || true
}

printf 'Rehearsing the start of the command, the server and the processes beside it, once after a build\n' >&2
rm -f "$dist"/*.aot "$dist/rehearsed"
mkdir "$stage/files"

# Served alone first, so that the file server comes back with something to serve when it is controlled.
start fileserver alone -- --listen 127.0.0.1 --port 0 --dir "$stage/files" --state "$stage/state"
within 60 grep -q serving "$stage/alone.log" || true
finish

port=$((20000 + RANDOM % 10000))
record fileserver --control "$stage/control" --state "$stage/state"
# The real server where it may run: it makes no network while there is no machine.
kind=(--simulate)
if [ "$(id -u)" = 0 ] && command -v perl > /dev/null; then
    perl "$here/engine-without-containers.pl" "$stage/engine.sock" 9>&- &
    engine=$!
    disown "$engine"
    within 10 test -S "$stage/engine.sock" && kind=(--docker "unix://$stage/engine.sock" --name rehearsal)
fi
record loadbalancer --listen "127.0.0.1:$((port + 1))" --instance "127.0.0.1:$port"
record server "${kind[@]}" --home "$stage/server" --port "$port"
use_server "$port"
use_balancer $((port + 1))
MOORAGE_HOME=$stage/server MOORAGE_PORT=$port record cli status
wait "${running[-1]}" || true
unset 'running[-1]'
within 60 grep -q controlled "$stage/fileserver.log" || true
finish

# A server that failed has shown only a part of itself.
grep -q 'ready at' "$stage/server.log" || rm -f "$stage/server.aot"
for program in cli server fileserver loadbalancer; do
    if [ -s "$stage/$program.aot" ]; then
        mv "$stage/$program.aot" "$dist/$program.aot"
    else
        printf '  no archive for %s: it starts more slowly\n' "$program" >&2
    fi
done
printf '%s\n' "$wanted" > "$dist/rehearsed"
