#!/bin/bash
# build-instance.sh: makes the Docker image moorage/instance:latest, the machine every EC2 instance boots.
# A Debian root (slow, seldom changes) below, the files of image/root above it; each is skipped when its content hash says that it
# is there already. Prints one line per step. Environment: see lib.sh.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
image=${MOORAGE_INSTANCE_IMAGE:-moorage/instance:latest}
packages=sysvinit-core,sysv-rc,initscripts,cloud-init,docker.io,openssh-server,nfs-common,jq,awscli,curl,ca-certificates,openssl
packages+=,iproute2,iptables,sudo,procps,python3,kmod,netbase,less,iputils-ping,netcat-openbsd,vim-tiny,xz-utils,psmisc,file

need docker mmdebstrap tar sha256sum
engine_answers
base_hash=$({ content_hash "$here/instance-base"; echo "$packages"; } | sha256sum | cut -c1-16)
base=moorage/instance-base:$base_hash
hash=$({ content_hash "$here/root"; sha256sum < "$here/build-instance.sh"; echo "$base_hash"; } | sha256sum | cut -c1-16)

if [ "$(label_of "$image" io.moorage.content)" = "$hash" ]; then
    step "$image is up to date ($hash)"
    exit 0
fi

if [ "$(label_of "$base" io.moorage.content)" != "$base_hash" ]; then
    step "Debian root for instances: downloading and unpacking packages (about a minute)"
    import_debian "$base" --change "LABEL io.moorage.content=$base_hash" -- --include="$packages" \
        --dpkgopt='path-exclude=/usr/lib/python3/dist-packages/awscli/examples/*' \
        --customize-hook="$here/instance-base/customize \"\$1\""
fi

step "instance image: adding Moorage's files"
container=$(docker create --network none "$base" /usr/sbin/moorage-init)
trap 'docker rm -f "$container" > /dev/null 2>&1 || true' EXIT
tar -C "$here/root" --owner=0 --group=0 -cf - . | docker cp - "$container:/"
docker commit \
    --change 'CMD ["/usr/sbin/moorage-init"]' --change 'VOLUME /var/lib/docker' \
    --change "LABEL io.moorage.content=$hash" \
    --change 'LABEL io.moorage.description="EC2 instance of Moorage: Debian 12 with cloud-init, Docker and shims for Amazon Linux user data"' \
    "$container" "$image" > /dev/null
for stale in $(docker image ls -q moorage/instance-base); do
    [ "$stale" = "$(docker image inspect --format '{{.Id}}' "$base" | cut -c8-19)" ] || docker image rm "$stale" > /dev/null 2>&1 || true
done
step "$image is built ($hash)"
