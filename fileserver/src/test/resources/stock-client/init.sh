#!/bin/sh
# First process of a guest whose root is the host's, read-only. Its environment comes from the kernel's command line:
# SCRIPT and LOCK (what to run), ADDRESS, PORT, EXPORT and VERSION (the mount; no VERSION: what the client negotiates),
# CLIENT (the guest's own address), MODULES (the kernel's modules), INIT (this file), and what the script asks for (see there).
export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C
export N=/mnt/served

step() { printf 'step %s %8.2f s  %s\n' "${VERSION:-default}" "$(cut -d' ' -f1 /proc/uptime)" "$*"; }

finish() {
    sync
    echo o >/proc/sysrq-trigger
    sleep 60
}

fail() {
    printf 'NOT OK: %s\n' "$*"
    finish
}

# check WHAT WANTED SEEN
check() {
    [ "$2" = "$3" ] || fail "$1: wanted '$2', saw '$3'"
    printf 'ok: %s\n' "$1"
}

# mount_served DIRECTORY [OPTION]
mount_served() {
    mkdir -p "$1"
    mount -v -t nfs4 -o "port=$PORT,proto=tcp${VERSION:+,vers=$VERSION}${2:+,$2}" "$ADDRESS:$EXPORT" "$1" 2>&1 ||
        fail "the mount on $1"
    mountpoint -q "$1" || fail "nothing is mounted on $1"
}

# Nothing read afterwards comes from this client's memory.
remount_served() {
    umount "$N" || fail "umount of $N"
    echo 3 >/proc/sys/vm/drop_caches
    mount_served "$N"
}

mounted_version() { sed -n "s|^[^ ]* $1 nfs4 .*[, ]vers=\([0-9.]*\).*|\1|p" /proc/mounts; }

prepare() {
    mount -t proc proc /proc && mount -t sysfs sysfs /sys && mount -t tmpfs tmpfs /run && mount -t tmpfs tmpfs /mnt &&
        { mountpoint -q /dev || mount -t devtmpfs devtmpfs /dev; } || fail "the guest's own mounts"
    ip link set lo up && ip address add "$CLIENT/24" dev vec0 && ip link set vec0 up || fail "the guest's network"
    # Linux tells NFS servers its host name: two clients of one name would be taken for one that came back.
    echo "client-$CLIENT" >/proc/sys/kernel/hostname
    # The host need have no /lib/modules of this kernel: modprobe looks under a root of its own.
    mkdir -p /run/kernel/lib/modules && ln -s "$MODULES" "/run/kernel/lib/modules/$(uname -r)"
    printf '#!/bin/sh\nexec modprobe -d /run/kernel "$@"\n' >/run/modprobe && chmod 755 /run/modprobe
    echo /run/modprobe >/proc/sys/kernel/modprobe
    /run/modprobe nfsv4 || fail "the NFS client's module"
}

prepare
step "up: Linux $(uname -r)"
. "$SCRIPT"
umount "$N" || fail "umount of $N"
step "end"
echo "all well"
finish
