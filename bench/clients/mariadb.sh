#!/bin/bash
# Commits per second of MariaDB with its data directory on a mount of Moorage's FUSE client, and on the file server's own disk.
# usage: bench/clients/mariadb.sh [--rounds N] [--commits N]
# Needs root, a JDK 25, Debian's mariadb-server and iproute2, and a build (./moorage version makes one).
# Turn by turn; the first round warms up and is thrown away. Prints the table of medians.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
java=${JAVA_HOME:-/usr/lib/jvm/temurin-25-jdk-amd64}/bin/java
classpath=${BENCH_CLASSPATH:-$root/dist/target/moorage/lib/*:$root/dist-instance/target/moorage/lib/*}
rounds=3 commits=1000
while [ $# -gt 0 ]; do
    case $1 in
        --rounds | --commits) declare "${1#--}=$2" ;;
        *) sed -n '2,3s/^# //p' "$0" >&2; exit 1 ;;
    esac
    shift 2
done
work=$(mktemp -d /var/tmp/moorage-mariadb.XXXXXX)
netns=$(basename "$work" | tr . -)
processes=()

clean_up() {
    for ((i = ${#processes[@]} - 1; i >= 0; i--)); do
        kill "${processes[i]}" 2>/dev/null || true
        wait "${processes[i]}" 2>/dev/null || true
    done
    if mountpoint -q "$work/mount"; then umount -l "$work/mount"; fi
    ip netns delete "$netns" 2>/dev/null || true
    rm -rf "$work"
}
trap clean_up EXIT

ip netns add "$netns"
ip netns exec "$netns" ip link set lo up
mkdir "$work/served" "$work/mount" "$work/disk"
ip netns exec "$netns" "$java" -XX:+UseSerialGC -Xmx256m --enable-native-access=ALL-UNNAMED -cp "$classpath" \
    io.moorage.fileserver.Main --listen 127.0.0.1 --port 2049 --dir "$work/served" --state "$work/state" >"$work/server.log" 2>&1 &
processes+=($!)
for _ in $(seq 100); do
    grep -q serving "$work/server.log" && break
    sleep 0.1
done
# nsenter leaves the mount namespace alone, where ip netns exec would make one of its own.
MOORAGE_JAVA=$java MOORAGE_MOUNT_CLASSPATH=$classpath MOORAGE_MOUNT_LOG=$work/mount.log MOORAGE_MOUNT_FUSE=1 \
    nsenter --net="/run/netns/$netns" "$root/mounthelper/src/main/bin/mount.nfs4" 127.0.0.1:/ "$work/mount" -o vers=4.1

for place in mount disk; do
    mariadb-install-db --no-defaults --user=root --auth-root-authentication-method=normal --datadir="$work/$place/data" >"$work/$place.log" 2>&1
    mariadbd --no-defaults --user=root --datadir="$work/$place/data" --socket="$work/$place.sock" --skip-networking \
        --pid-file="$work/$place.pid" >>"$work/$place.log" 2>&1 &
    processes+=($!)
    for _ in $(seq 300); do
        mariadb --no-defaults -uroot --socket="$work/$place.sock" -e 'CREATE DATABASE IF NOT EXISTS bench' 2>/dev/null && break
        sleep 0.1
    done
    mariadb --no-defaults -uroot --socket="$work/$place.sock" bench \
        -e 'CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, word VARCHAR(100), at TIMESTAMP)'
done

for round in $(seq 0 "$rounds"); do
    for connections in 1 8; do
        for place in mount disk; do
            seconds=$(mariadb-slap --no-defaults -uroot --socket="$work/$place.sock" --create-schema=bench --no-drop --silent \
                --concurrency="$connections" --number-of-queries="$commits" --csv \
                --query="INSERT INTO t (word, at) VALUES ('a row of a table that is committed by itself', NOW())" | cut -d, -f3)
            [ "$round" = 0 ] || echo "$connections $place $(awk "BEGIN { print $commits / $seconds }")"
        done
    done
done | tee "$work/figures" >&2

echo "| inserts, each a commit | on the mount, /s | on the server's disk, /s | ratio |"
echo "| --- | ---: | ---: | ---: |"
for connections in 1 8; do
    for place in mount disk; do
        awk "\$1 == $connections && \$2 == \"$place\" { print \$3 }" "$work/figures" | sort -g | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'
    done | paste - - | awk "{ printf \"| %d connection(s) | %.0f | %.0f | %.2f |\n\", $connections, \$1, \$2, \$1 / \$2 }"
done
