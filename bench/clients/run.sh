#!/bin/bash
# Measures Moorage's FUSE client against Linux's NFS client: one guest (user-mode-linux) that has both, one server, turn by turn.
# usage: bench/clients/run.sh [--rounds N] [--megabytes N] [--files N] [--operations N]
# Needs root, a JDK 25, Debian's user-mode-linux, nfs-common and iproute2, and a build (./moorage version makes one).
# The first two rounds warm up and are thrown away. Prints the table of medians; what the guest says goes to standard error.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
java=${JAVA_HOME:-/usr/lib/jvm/temurin-25-jdk-amd64}/bin/java
classpath=${BENCH_CLASSPATH:-$root/dist/target/moorage/lib/*:$root/dist-instance/target/moorage/lib/*}
rounds=3 megabytes=256 files=1000 operations=2000
while [ $# -gt 0 ]; do
    case $1 in
        --rounds | --megabytes | --files | --operations) declare "${1#--}=$2" ;;
        *) sed -n '2,5s/^# //p' "$0" >&2; exit 1 ;;
    esac
    shift 2
done
work=$(mktemp -d /var/tmp/moorage-clients.XXXXXX)
netns=$(basename "$work" | tr . -)
server=

clean_up() {
    if [ -n "$server" ]; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    ip netns delete "$netns" 2>/dev/null || true
    rm -rf "$work"
}
trap clean_up EXIT

ip netns add "$netns"
inside() { ip netns exec "$netns" "$@"; }
inside ip link set lo up
inside ip address add 192.0.2.1/32 dev lo
inside ip tuntap add dev tap0 mode tap
inside ip link set tap0 up
inside ip route add 192.0.2.2/32 dev tap0 rto_min 5ms
mkdir "$work/served" "$work/guest"
ip netns exec "$netns" "$java" -XX:+UseSerialGC -Xmx256m --enable-native-access=ALL-UNNAMED -cp "$classpath" \
    io.moorage.fileserver.Main --listen 192.0.2.1 --port 2049 --dir "$work/served" --state "$work/state" >"$work/server.log" 2>&1 &
server=$!
for _ in $(seq 100); do
    grep -q serving "$work/server.log" && break
    sleep 0.1
done

cat >"$work/config" <<END
HERE='$here' MOUNT='$root/mounthelper/src/main/bin/mount.nfs4' JAVA='$java' CLASSPATH='$classpath'
MODULES='$(find /usr/lib/uml/modules -mindepth 1 -maxdepth 1 | tail -n 1)'
ROUNDS=$((rounds + 1)) MEGABYTES=$megabytes FILES=$files OPERATIONS=$operations
END
inside linux.uml mem=1G uml_dir="$work/guest" umid=guest rootfstype=hostfs rootflags=/ ro quiet con=null con0=fd:0,fd:1 \
    vec0:transport=tap,ifname=tap0,depth=128,gro=1 init="$here/guest.sh" CONFIG="$work/config" </dev/null |
    sed -u 's|\r$||' | tee "$work/said" >&2
if ! grep -q '^# done' "$work/said" || grep -q 'the workload failed$' "$work/said"; then
    echo "the guest did not end well" >&2
    exit 1
fi

python3 - "$work/said" <<'PY'
import re, statistics, sys

figures = {}
for line in open(sys.argv[1], errors="replace"):
    found = re.match(r"figure (\d+) (\w+) (.*) ([\d.]+)$", line)
    if found and int(found[1]) >= 2:
        figures.setdefault(found[3], {}).setdefault(found[2], []).append(float(found[4]))
print("| row | kernel, s | Moorage, s | ratio |\n| --- | ---: | ---: | ---: |")
for row, times in figures.items():
    kernel, fuse = (statistics.median(times[client]) for client in ("kernel", "fuse"))
    print(f"| {row} | {kernel:.3f} | {fuse:.3f} | {fuse / kernel:.2f} |")
PY
