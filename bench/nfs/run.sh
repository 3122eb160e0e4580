#!/bin/bash
# Measures Moorage's file server against NFS-Ganesha: same disk, same client, turn by turn in one run.
# usage: bench/nfs/run.sh [--dir DIR] [options of the load generator: --minor 0|1 --rounds N --seconds S --rows REGEX
#                         --save FILE --svg FILE]
#   --dir: measure in that directory as its disk is; else in an ext4 with a journal, in an image below /var/tmp
# Needs what servers.sh says. Prints the table of medians; progress goes to standard error.
set -euo pipefail
. "$(dirname "$0")/servers.sh"

directory=
if [ "${1:-}" = --dir ]; then
    directory=$2
    shift 2
fi
open_disk "$directory"
open_network
start_servers 127.0.0.1

inside "$java" -XX:+UseSerialGC -Xmx512m -cp "$classpath" io.moorage.bench.nfs.Main "$@" \
    moorage=127.0.0.1:2049/ ganesha=127.0.0.1:2050/plain +ganesha-synced=127.0.0.1:2050/synced
