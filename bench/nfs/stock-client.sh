#!/bin/bash
# Measures Moorage's file server against NFS-Ganesha through the stock Linux client: same disk, same client, turn by turn
# in one run. The client is that of Debian's user-mode-linux, a whole Linux kernel in a process.
# usage: bench/nfs/stock-client.sh [--dir DIR] [--rounds N] [--version 4.0|4.1|4.2] [--save FILE] [--svg FILE]
#   --dir: measure in that directory as its disk is; else in an ext4 with a journal, in an image below /var/tmp
#   --save: keep every round's figures there
# Needs what servers.sh says, and Debian's user-mode-linux, fio and python3.
# Prints the table of medians; progress goes to standard error.
set -euo pipefail
. "$(dirname "$0")/servers.sh"

directory=
rounds=2
version=4.1
save=$work/figures
svg=()
while [ $# -gt 0 ]; do
    case "$1" in
    --dir) directory=$2 ;;
    --rounds) rounds=$2 ;;
    --version) version=$2 ;;
    --save) save=$2 ;;
    --svg) svg=(--svg "$2") ;;
    *)
        sed -n '/^# usage/,/^set/{/^#/p}' "$0" >&2
        exit 2
        ;;
    esac
    shift 2
done

# RFC 5737 section 3: addresses that nobody's network uses.
server=192.0.2.1
client=192.0.2.2

open_disk "$directory"
open_network
inside ip address add $server/32 dev lo
inside ip tuntap add dev guest mode tap
inside ip link set guest up
inside ip route add $client/32 dev guest rto_min 5ms
start_servers $server

modules=$(printf '%s\n' /usr/lib/uml/modules/* | sort -V | tail -1)
# The guest's memory is a file below TMPDIR, on memory where the machine has enough of that.
memory=/dev/shm
[ "$(df --output=avail -BM /dev/shm | tail -1 | tr -dc 0-9)" -gt 700 ] || memory=$work
inside timeout $((120 * (rounds + 1))) env TMPDIR=$memory linux.uml mem=512M uml_dir="$work" umid=guest \
    rootfstype=hostfs rootflags=/ ro quiet vec0:transport=tap,ifname=guest,depth=128,gro=1 con=null con0=fd:0,fd:1 \
    init="$here/bench/nfs/stock-client/init.sh" HERE="$here/bench/nfs/stock-client" MODULES="$modules" \
    ADDRESS=$server CLIENT=$client VERSION="$version" ROUNDS="$rounds" \
    TARGETS="moorage=2049/moorage${before:+,moorage-before=2051/before},ganesha=2050/ganesha,+ganesha-synced=2050/ganesha-synced" </dev/null 2>&1 |
    tr -d '\r' | tee "$work/console" >&2 || true
if ! grep -q '^all well' "$work/console"; then
    echo "the guest did not end well" >&2
    exit 1
fi
grep -P '^[^\t]+\t[^\t]+\t[0-9.]+ ' "$work/console" >"$save"
"$java" -XX:+UseSerialGC -cp "$classpath" io.moorage.bench.nfs.Report "${svg[@]}" "$save"
