#!/bin/sh
# efs_utils.sh CHECKOUT ADDRESS HOME HELPER-DIRECTORY MOUNT-POINT OPTIONS COMMAND: in a mount namespace of its own, has a checkout of
# amazon-efs-utils 1.x mount a file system with its own program and stunnel, and runs COMMAND in the mount.
set -eu
checkout=$1 address=$2 home=$3 helpers=$4 target=$5 options=$6 command=$7
mount --make-rprivate /
for directory in /etc /var/log; do
    scratch=$home/overlay$directory
    mkdir -p "$scratch"
    mount -t tmpfs tmpfs "$scratch"
    mkdir "$scratch/upper" "$scratch/work"
    mount -t overlay overlay -o "lowerdir=$directory,upperdir=$scratch/upper,workdir=$scratch/work" "$directory"
done
mount -t tmpfs tmpfs /run
mkdir -p /etc/amazon/efs /var/log/amazon/efs /run/efs
sed -e "s#^stunnel_cafile.*#stunnel_cafile = $home/ca.pem#" -e 's/^#region.*/region = us-east-1/' \
    "$checkout/dist/efs-utils.conf" > /etc/amazon/efs/efs-utils.conf
mount --bind "$helpers/mount.nfs4" "$(readlink -f /sbin/mount.nfs4)"
[ ! -d /root/.aws ] || mount -t tmpfs tmpfs /root/.aws
mkdir -p /root/.aws
cp "$home/home/.aws/credentials" /root/.aws/credentials
status=0
python3 "$checkout/src/mount_efs/__init__.py" fs-0123456789abcdef0 "$target" -o "mounttargetip=$address,$options" || status=$?
if [ "$status" = 0 ]; then
    (cd "$target" && sh -c "$command") || status=$?
    umount "$target"
else
    tail -n 3 /var/log/amazon/efs/mount.log
fi
# The tunnels of this mount, by the state files that efs-utils keeps for its watchdog.
python3 - <<'PYTHON'
import glob, json, os, signal
for name in glob.glob('/run/efs/fs-*') + glob.glob('/run/efs/~fs-*'):
    if os.path.isfile(name):
        os.kill(json.load(open(name))['pid'], signal.SIGTERM)
PYTHON
exit "$status"
