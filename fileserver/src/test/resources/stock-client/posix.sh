# Sourced by init.sh: the suite below posix/ on two clients of one kernel. The second has a network, a host name and so a client id
# of its own. SUITE is the suite, SECOND the second client's address, ENTRIES the size of its largest directory.
second=/mnt/second
# Directories are asked about at every look, or the two would see each other's names only after acdirmin (nfs(5)).
options=acdirmin=0,acdirmax=0

second_client() {
    mkfifo /run/here /run/there
    unshare --net --uts sh -c 'echo ready >/run/here; read -r line </run/there; . /run/second' &
    cat >/run/second <<END
$(sed -n '/^mount_served() {/,/^}/p; /^fail() {/,/^}/p; /^finish() {/,/^}/p' "$INIT")
ip link set lo up && ip address add "$SECOND/24" dev vec1 && ip link set vec1 up || fail "the second client's network"
echo "client-$SECOND" >/proc/sys/kernel/hostname
mount_served $second $options
echo mounted >/run/here
read -r line </run/there
ip link set vec1 down
echo dead >/run/here
sleep 1000000
END
    read -r line </run/here
    ip link set vec1 netns $! || fail "the second client's device"
    echo go >/run/there
    read -r line </run/here
    check "the second client is there" "mounted" "$line"
}

# A client that is gone keeps its locks for its lease and no longer (RFC 7530 section 9.5).
death() {
    step "a client dies"
    head -c 1000 /dev/zero >"$N/held"
    mkfifo /run/ready /run/end
    perl "$LOCK" hold "$second/held" 0 1000 <>/run/end >/run/ready &
    read -r line </run/ready
    check "the client that will die has its lock" "held" "$line"
    check "it keeps others out" "refused" "$(perl "$LOCK" try "$N/held" 0 10)"
    echo die >/run/there
    read -r line </run/here
    check "dead, it keeps them out while its lease runs" "refused" "$(perl "$LOCK" try "$N/held" 0 10)"
    check "when that is over, its lock is free" "granted" "$(timeout 100 perl "$LOCK" wait "$N/held" 0 10)"
    rm "$N/held"
}

step "mount, asked for: ${VERSION:-nothing}"
mount_served "$N" $options
mounted=$(mounted_version "$N")
echo "mounted with vers=$mounted"
second_client
step "the suite"
python3 -B "$SUITE" "nfs$mounted" "$N" "$second" --entries "$ENTRIES" 2>&1
check "the suite's end" "0" "$?"
death
