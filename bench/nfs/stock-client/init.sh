#!/bin/sh
# First process of a guest whose root is the host's, read-only: mounts every target and runs the workload on them. Its
# environment comes from the kernel's command line: HERE (this directory), MODULES (of the guest's kernel), ADDRESS (the
# servers'), CLIENT (its own), VERSION (of NFS), ROUNDS, TARGETS (NAME=PORT/PATH, comma-separated).
export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C

finish() {
    echo o >/proc/sysrq-trigger
    sleep 60
}

fail() {
    echo "NOT OK: $*"
    finish
}

mount -t proc proc /proc && mount -t sysfs sysfs /sys && mount -t tmpfs tmpfs /run && mount -t tmpfs tmpfs /mnt &&
    mount -t tmpfs tmpfs /tmp || fail "the guest's own mounts"
ip link set lo up && ip address add "$CLIENT/24" dev vec0 && ip link set vec0 up &&
    ip route replace 192.0.2.0/24 dev vec0 src "$CLIENT" rto_min 5ms || fail "the guest's network"
# The host need have no modules of this kernel: modprobe looks under a root of its own.
mkdir -p /run/kernel/lib/modules && ln -s "$MODULES" "/run/kernel/lib/modules/$(uname -r)"
printf '#!/bin/sh\nexec modprobe -d /run/kernel "$@"\n' >/run/modprobe && chmod 755 /run/modprobe
echo /run/modprobe >/proc/sys/kernel/modprobe
/run/modprobe nfsv4 || fail "the NFS client's module"

for target in $(echo "$TARGETS" | tr , ' '); do
    name=${target%%=*}
    where=${target#*=}
    mkdir -p "/mnt/${name#+}"
    mount -t nfs4 -o "vers=$VERSION,port=${where%%/*},proto=tcp,hard" "$ADDRESS:/${where#*/}" "/mnt/${name#+}" 2>&1 ||
        fail "the mount of $name"
done
python3 "$HERE/workload.py" "$ROUNDS" $(echo "$TARGETS" | tr , '\n' | sed 's/=.*//') || fail "the workload"
for mounted in /mnt/*; do umount "$mounted"; done
echo "all well"
finish
