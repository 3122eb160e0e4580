# Sourced by the image scripts: progress, content hashes, and the engine to speak to.
# DOCKER_HOST chooses the engine; MOORAGE_DEBIAN_MIRROR a mirror other than Debian's own (an apt source line or a URL).

step() { printf '%s %s\n' "$(date +%T)" "$*" >&2; }
die() { printf '%s: %s\n' "${0##*/}" "$*" >&2; exit 1; }

need() {
    local tool
    for tool in "$@"; do
        command -v "$tool" > /dev/null || die "$tool is missing: apt-get install -y ${package_of[$tool]:-$tool}"
    done
}
declare -A package_of=([docker]=docker.io)

engine_answers() {
    docker version --format '{{.Server.Version}}' > /dev/null 2>&1 \
        || die "no Docker engine answers at ${DOCKER_HOST:-/var/run/docker.sock}: start one (image/dockerd.sh start) or set DOCKER_HOST"
}

# content_hash FILE-OR-DIRECTORY...: names, modes and bytes, so that any change builds anew.
content_hash() {
    find "$@" \( -type f -o -type l \) -printf '%p %m %l\n' | LC_ALL=C sort | while read -r path rest; do
        printf '%s %s ' "${path#"$here"/}" "$rest"
        [ -f "$path" ] && sha256sum < "$path"
    done | sha256sum | cut -c1-16
}

label_of() { docker image inspect --format "{{index .Config.Labels \"$2\"}}" "$1" 2> /dev/null; }

# debian_root SUITE-SCRIPT-ARGUMENTS...: a Debian 12 root as a tar on standard output. Documentation and translations stay out.
debian_root() {
    local mirror=()
    [ -z "${MOORAGE_DEBIAN_MIRROR:-}" ] || mirror=("$MOORAGE_DEBIAN_MIRROR")
    mmdebstrap --quiet --variant=minbase \
        --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' --aptopt='Acquire::Retries "3"' \
        --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/info/*' \
        --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
        --dpkgopt='path-include=/usr/share/doc/*/copyright' \
        "$@" bookworm - "${mirror[@]}"
}

# import_debian TAG IMPORT-ARGUMENTS... -- ROOT-ARGUMENTS...: an image of debian_root; the tag is given only to a whole one.
import_debian() {
    local tag=$1 changes=() id
    shift
    while [ "$1" != -- ]; do changes+=("$1"); shift; done
    shift
    id=$(set -o pipefail; debian_root "$@" | docker import "${changes[@]}" - "${tag%%:*}:incomplete") \
        || { docker image rm "${tag%%:*}:incomplete" > /dev/null 2>&1 || true; die "making the Debian root of $tag failed (see above)"; }
    local replaced
    replaced=$(docker image inspect --format '{{.Id}}' "$tag" 2> /dev/null || true)
    docker tag "$id" "$tag"
    [ -z "$replaced" ] || [ "$replaced" = "$id" ] || docker image rm "$replaced" > /dev/null 2>&1 || true
    docker image rm "${tag%%:*}:incomplete" > /dev/null
}
