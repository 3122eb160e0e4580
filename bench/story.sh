#!/usr/bin/env bash
# story.sh [RUNS]: plays the quickstart RUNS times (default 10) in a home of its own and prints, for every figure of the
# story, the median and the worst of all runs. Images are built before the first run is counted. Needs root; takes about a
# minute for each run; leaves nothing behind.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
runs=${1:-10}
export MOORAGE_HOME=${MOORAGE_HOME:-/var/lib/moorage-bench} MOORAGE_NAME=mbench MOORAGE_PORT=4578
results=$(mktemp -d)
trap '"$here/moorage" down --purge >"$results/down.log" 2>&1 || cat "$results/down.log"; rm -rf "$results"' EXIT

echo "Preparing: build and images" >&2
"$here/moorage" up >/dev/null
for run in $(seq "$runs"); do
    "$here/moorage" quickstart --json >"$results/$run.json" 2>"$results/$run.log" || { tail -20 "$results/$run.log" >&2; exit 1; }
    jq -r --arg run "$run" '"run \($run): \(.figures["story in all, s"]) s in all, failover \(.figures["power cut to first commit, s"]) s, " +
        "\(.acknowledgedCommits) commits, \(.rowsFound) found"' "$results/$run.json" >&2
done
printf '%-36s %10s %10s\n' figure median worst
jq -rs '
    def middle: sort | .[length / 2 | floor];
    [.[] | .figures + (.timelineMillis | with_entries(.key = "killed to \(.key), s" | .value /= 1000))]
    | (.[0] | keys_unsorted[]) as $figure | map(.[$figure]) | [$figure, middle, max] | @tsv' "$results"/*.json |
    while IFS=$'\t' read -r figure median worst; do
        printf '%-36s %10.2f %10.2f\n' "$figure" "$median" "$worst"
    done
