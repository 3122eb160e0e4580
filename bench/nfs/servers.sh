# Sourced by the other scripts of this directory: two servers of one disk in a network namespace of their own, gone at exit.
# Sets: here, java, classpath, work (scratch), disk, netns; gives: open_disk, open_network, start_servers, inside.
# Needs root, a JDK 25, Debian's nfs-ganesha and nfs-ganesha-vfs, and a build (./moorage version makes one).
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
java=${JAVA_HOME:-/usr/lib/jvm/temurin-25-jdk-amd64}/bin/java
classpath=${BENCH_CLASSPATH:-$here/dist/target/moorage/lib/*:$here/bench/target/moorage-bench-0.1.0-SNAPSHOT.jar}
# Class path of another build of Moorage, which is then measured as one more peer: moorage-before.
before=${BENCH_BEFORE:-}
work=$(mktemp -d /var/tmp/moorage-bench.XXXXXX)
disk=$work/disk
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
open_disk() { # [DIRECTORY [INODES]]: measure in it, as its disk is; else in an ext4 with a journal, in an image below /var/tmp
    if [ -n "${1:-}" ]; then
        disk=$(mktemp -d "$1/moorage-bench.XXXXXX")
        return
    fi
    mkdir "$disk"
    fallocate -l 4G "$work/image"
    # shellcheck disable=SC2086 # options are words
    mkfs.ext4 -q -F -E lazy_itable_init=0,lazy_journal_init=0 ${2:+-N "$2"} ${MKFS_OPTIONS:-} "$work/image"
    mount -o loop "$work/image" "$disk"
}

open_network() {
    ip netns add "$netns"
    inside ip link set lo up
}

inside() { ip netns exec "$netns" "$@"; }

export_of() { # ID PATH PSEUDO
    printf 'EXPORT { Export_Id = %s; Path = %s; Pseudo = %s; Access_Type = RW; Squash = No_Root_Squash; SecType = sys;
  Protocols = 4; Transports = TCP; FSAL { Name = VFS; } }\n' "$@"
}

await() { # NAME ADDRESS PORT LOG
    for _ in $(seq 100); do
        if inside bash -c "exec 3<>/dev/tcp/$2/$3" 2>/dev/null; then return; fi
        sleep 0.1
    done
    echo "$1 does not listen:" >&2
    tail -20 "$4" >&2
    exit 1
}

# Files of no bytes, a thousand to a directory, made without any server; both show the one tree.
make_tree() { # FILES
    mkdir "$disk/tree"
    python3 - "$disk/tree" "$1" <<'PY'
import os, sys
for d in range(int(sys.argv[2]) // 1000):
    directory = f"{sys.argv[1]}/d{d:05}"
    os.mkdir(directory)
    for f in range(1000):
        os.close(os.open(f"{directory}/f{f:03}", os.O_CREAT | os.O_WRONLY, 0o644))
PY
}

start_moorage() { # ADDRESS PORT CLASSPATH STATE LOG
    # As the installation starts it.
    # shellcheck disable=SC2086 # options are words
    ip netns exec "$netns" "$java" -XX:+UseSerialGC -Xmx256m --enable-native-access=ALL-UNNAMED \
        ${BENCH_SERVER_OPTIONS:-} -cp "$3" io.moorage.fileserver.Main --listen "$1" --port "$2" --dir "$disk" \
        --state "$4" >"$5" 2>&1 &
    servers+=($!)
}

# A directory that syncs (chattr +D) makes Ganesha's VFS back end keep what RFC 8881 section 18 asks of CREATE, OPEN,
# REMOVE and RENAME: on its own it answers before they are on stable storage, and Moorage never does.
start_servers() { # ADDRESS: Moorage on port 2049 with /moorage, Ganesha on 2050 with /ganesha and /ganesha-synced
    mkdir "$disk/moorage" "$disk/ganesha" "$disk/ganesha-synced" "$work/state" "$work/recovery" "$work/state-before"
    chattr +D "$disk/ganesha-synced"
    {
        echo 'NFS_Core_Param { NFS_Protocols = 4; NFS_Port = 2050; Enable_NLM = false;
  Enable_RQUOTA = false; Enable_UDP = false; }'
        echo "NFSv4 { Graceless = true; Delegations = false; RecoveryBackend = fs; RecoveryRoot = $work/recovery; }"
        export_of 1 "$disk/ganesha" /ganesha
        export_of 2 "$disk/ganesha-synced" /ganesha-synced
        [ ! -d "$disk/tree" ] || export_of 3 "$disk/tree" /tree
    } >"$work/ganesha.conf"
    start_moorage "$1" 2049 "$classpath" "$work/state" "$work/moorage.log"
    if [ -n "$before" ]; then
        mkdir "$disk/before"
        start_moorage "$1" 2051 "$before" "$work/state-before" "$work/before.log"
    fi
    ip netns exec "$netns" ganesha.nfsd -F -f "$work/ganesha.conf" -L "$work/ganesha.log" -p "$work/ganesha.pid" \
        -N NIV_MAJ >"$work/ganesha.out" 2>&1 &
    servers+=($!)
    await Moorage "$1" 2049 "$work/moorage.log"
    [ -z "$before" ] || await "Moorage before" "$1" 2051 "$work/before.log"
    await Ganesha "$1" 2050 "$work/ganesha.log"
}
