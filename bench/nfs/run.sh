#!/bin/bash
# Measures Moorage's file server against NFS-Ganesha: same disk, same client, turn by turn in one run.
# usage: bench/nfs/run.sh [--dir DIR] [options of the load generator: --minor 0|1 --rounds N --seconds S --rows REGEX]
#   --dir: measure in that directory as its disk is; else in an ext4 with a journal, in an image below /var/tmp
# Needs root, a JDK 25, Debian's nfs-ganesha and nfs-ganesha-vfs, and a build (./moorage version makes one).
# Prints the table of medians; progress goes to standard error.
set -euo pipefail

here=$(cd "$(dirname "$0")/../.." && pwd)
java=${JAVA_HOME:-/usr/lib/jvm/temurin-25-jdk-amd64}/bin/java
classpath=${BENCH_CLASSPATH:-$here/dist/target/moorage/lib/*:$here/bench/target/moorage-bench-0.1.0-SNAPSHOT.jar}
directory=
if [ "${1:-}" = --dir ]; then
    directory=$2
    shift 2
fi
work=$(mktemp -d /var/tmp/moorage-bench.XXXXXX)
disk=$work/disk
[ -z "$directory" ] || disk=$(mktemp -d "$directory/moorage-bench.XXXXXX")
netns=$(basename "$work" | tr . -)
servers=()

clean_up() {
    for pid in "${servers[@]}"; do
        kill "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    ip netns delete "$netns" 2>/dev/null || true
    if mountpoint -q "$work/disk"; then umount "$work/disk"; fi
    rm -rf "$work" "$disk"
}
trap clean_up EXIT

# What a server promises to be durable means most on ext4 with its journal, which not every machine's disk has.
if [ -z "$directory" ]; then
    mkdir "$disk"
    fallocate -l 4G "$work/image"
    mkfs.ext4 -q -F "$work/image"
    mount -o loop "$work/image" "$disk"
fi

# A directory that syncs (chattr +D) makes Ganesha's VFS back end keep what RFC 8881 section 18 asks of CREATE, OPEN,
# REMOVE and RENAME: on its own it answers before they are on stable storage, and Moorage never does.
mkdir "$disk/moorage" "$disk/ganesha" "$disk/ganesha-synced" "$work/state" "$work/recovery"
chattr +D "$disk/ganesha-synced"

export_of() { # ID PATH PSEUDO
    printf 'EXPORT { Export_Id = %s; Path = %s; Pseudo = %s; Access_Type = RW; Squash = No_Root_Squash; SecType = sys;
  Protocols = 4; Transports = TCP; FSAL { Name = VFS; } }\n' "$@"
}
{
    echo 'NFS_Core_Param { NFS_Protocols = 4; NFS_Port = 2050; Enable_NLM = false;
  Enable_RQUOTA = false; Enable_UDP = false; }'
    echo "NFSv4 { Graceless = true; Delegations = false; RecoveryBackend = fs; RecoveryRoot = $work/recovery; }"
    export_of 1 "$disk/ganesha" /plain
    export_of 2 "$disk/ganesha-synced" /synced
} >"$work/ganesha.conf"

ip netns add "$netns"
inside() { ip netns exec "$netns" "$@"; }
inside ip link set lo up

# As the installation starts it.
ip netns exec "$netns" "$java" -XX:+UseSerialGC -Xmx256m --enable-native-access=ALL-UNNAMED ${BENCH_SERVER_OPTIONS:-} -cp "$classpath" \
    io.moorage.fileserver.Main --listen 127.0.0.1 --port 2049 --dir "$disk/moorage" --state "$work/state" \
    >"$work/moorage.log" 2>&1 &
servers+=($!)
ip netns exec "$netns" ganesha.nfsd -F -f "$work/ganesha.conf" -L "$work/ganesha.log" -p "$work/ganesha.pid" -N NIV_MAJ \
    >"$work/ganesha.out" 2>&1 &
servers+=($!)

await() { # NAME PORT LOG
    for _ in $(seq 100); do
        if inside bash -c "exec 3<>/dev/tcp/127.0.0.1/$2" 2>/dev/null; then return; fi
        sleep 0.1
    done
    echo "$1 does not listen:" >&2
    tail -20 "$3" >&2
    exit 1
}
await Moorage 2049 "$work/moorage.log"
await Ganesha 2050 "$work/ganesha.log"

inside "$java" -XX:+UseSerialGC -Xmx512m -cp "$classpath" io.moorage.bench.nfs.Main "$@" \
    moorage=127.0.0.1:2049/ ganesha=127.0.0.1:2050/plain +ganesha-synced=127.0.0.1:2050/synced
