#!/usr/bin/env bash
# transfers.sh [--minutes N] [--seed N]: a bank on MySQL on two instances (real containers, mounts, networks) while machines are killed,
# frozen, cut off and come back, and the control plane, the file server and agents die beside it (30 minutes, seed 1). Fails when money
# was made or lost, or an acknowledged transfer is missing; tells how long each kind of blow held the transfers up. Needs root.
set -euo pipefail
source=$(cd "$(dirname "$0")/.." && pwd)
minutes=30 seed=1
while [ $# -gt 0 ]; do
    case $1 in
        --minutes) minutes=$2; shift 2 ;;
        --seed) seed=$2; shift 2 ;;
        *) sed -n '2,4s/^# //p' "$0" >&2; exit 2 ;;
    esac
done
cd "$source"
./moorage version > /dev/null
exec mvn -B -ntp -Pstory -pl story -am -Dspotless.check.skip=true -Dtest=TransfersUnderFire -Dsurefire.failIfNoSpecifiedTests=false \
    "-Dmoorage.transfers.minutes=$minutes" "-Dmoorage.transfers.seed=$seed" test
