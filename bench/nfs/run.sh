#!/bin/bash
# Measures Moorage's file server against NFS-Ganesha: same disk, same client, turn by turn in one run.
# usage: bench/nfs/run.sh [--dir DIR] [--tree FILES] [options of the load generator: --minor 0|1 --rounds N --seconds S
#                         --rows REGEX --save FILE --svg FILE]
#   --dir: measure in that directory as its disk is; else in an ext4 with a journal, in an image below /var/tmp
#   --tree: also measure how long reads take beside a scan of a tree of so many files
# Needs what servers.sh says. Prints the table of medians; progress goes to standard error.
set -euo pipefail
. "$(dirname "$0")/servers.sh"

directory=
files=0
while true; do
    case "${1:-}" in
    --dir) directory=$2 ;;
    --tree) files=$2 ;;
    *) break ;;
    esac
    shift 2
done
tree=()
open_disk "$directory" $((files + 300000))
if [ "$files" -gt 0 ]; then
    make_tree "$files"
    tree=(--tree /tree)
fi
open_network
start_servers 127.0.0.1

inside "$java" -XX:+UseSerialGC -Xmx512m -cp "$classpath" io.moorage.bench.nfs.Main "${tree[@]}" "$@" \
    moorage=127.0.0.1:2049/moorage ${before:+moorage-before=127.0.0.1:2051/before} ganesha=127.0.0.1:2050/ganesha +ganesha-synced=127.0.0.1:2050/ganesha-synced
