#!/bin/sh
# First process of a guest: both clients of one kernel, turn by turn. CONFIG, from the kernel's command line, sets HERE (this
# directory), MOUNT (Moorage's mount.nfs4), its JAVA and CLASSPATH, MODULES, ROUNDS, and what workload.py takes.
. "$CONFIG"
export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C
mount -t proc proc /proc && mount -t sysfs sysfs /sys && mount -t tmpfs tmpfs /run && mount -t tmpfs tmpfs /mnt
mountpoint -q /dev || mount -t devtmpfs devtmpfs /dev
ip link set lo up && ip address add 192.0.2.2/24 dev vec0 && ip link set vec0 up
ip route replace 192.0.2.0/24 dev vec0 src 192.0.2.2 rto_min 5ms
mkdir -p /run/kernel/lib/modules && ln -s "$MODULES" "/run/kernel/lib/modules/$(uname -r)"
printf '#!/bin/sh\nexec modprobe -d /run/kernel "$@"\n' >/run/modprobe && chmod 755 /run/modprobe
echo /run/modprobe >/proc/sys/kernel/modprobe
/run/modprobe nfsv4 && /run/modprobe fuse
mkdir /mnt/kernel /mnt/fuse

end() {
    echo "$1"
    sync
    echo o >/proc/sysrq-trigger
    sleep 60
}

mount -t nfs4 -o vers=4.1,port=2049,proto=tcp 192.0.2.1:/ /mnt/kernel || end "no mount of the kernel's client"
MOORAGE_JAVA=$JAVA MOORAGE_MOUNT_CLASSPATH=$CLASSPATH MOORAGE_MOUNT_LOG=/run/mount.log MOORAGE_MOUNT_FUSE=1 \
    "$MOUNT" 192.0.2.1:/ /mnt/fuse -o vers=4.1,port=2049 || { cat /run/mount.log && end "no mount of Moorage's client"; }
round=0
while [ $round -le "$ROUNDS" ]; do
    for client in kernel fuse; do
        {
            python3 -B "$HERE/workload.py" "/mnt/$client/$client$round" "$MEGABYTES" "$FILES" "$OPERATIONS" 2>&1 ||
                echo "the workload failed"
        } | sed "s/^/figure $round $client /"
    done
    round=$((round + 1))
done
end "# done"
