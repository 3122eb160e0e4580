# Sourced by init.sh: what POSIX programs do with names and locks, NAMES of each where it is about names.
count=$NAMES
names() { seq -f 'f%05g' 1 $count; }

create() {
    step "create $count files with a line each"
    mkdir "$N/from" && cd "$N/from" || fail "mkdir"
    for name in $(names); do
        echo "$name" >"$name" || fail "create of $name"
    done
    cd /
}

read_back() {
    step "mount again and list"
    remount_served
    ls -f "$N/from" | grep -vx '\.\.\?' | sort >/run/listed
    names >/run/wanted
    check "readdir lists every name once" "" "$(cmp /run/wanted /run/listed 2>&1)"
    names | grep '7$' >/run/wanted
    check "each file holds its line" "" "$(cd "$N/from" && xargs cat </run/wanted | cmp - /run/wanted 2>&1)"
}

rename_all() {
    step "rename all into another directory"
    mkdir "$N/to" || fail "mkdir"
    (cd "$N/from" && names | xargs mv -t ../to) || fail "mv"
    check "the old directory is empty" "0" "$(ls -A "$N/from" | wc -l)"
    check "the new directory has them all" "$count" "$(ls -A "$N/to" | wc -l)"
    step "rename over a file, of an open file, of a directory"
    (
        cd "$N/to" || fail "cd"
        exec 3<f00001
        mv -f f00001 f00002
        read -r line <&3
        check "an open file is read under its new name" "f00001" "$line"
        check "the name renamed over holds the other file" "f00001" "$(cat f00002)"
        check "the old name is gone" "no" "$([ -e f00001 ] && echo yes || echo no)"
        cp f00002 f00001
    )
    mkdir "$N/a" "$N/a/b" && mv "$N/a/b" "$N/to/b" && rmdir "$N/a" || fail "rename of a directory"
    check "a directory cannot go below itself" "no" "$(mv "$N/to" "$N/to/b" 2>/dev/null && echo yes || echo no)"
    rmdir "$N/to/b" || fail "rmdir"
}

link() {
    step "link every tenth file"
    mkdir "$N/links" || fail "mkdir"
    (cd "$N/to" && names | grep '0$' | xargs ln -t ../links) || fail "ln"
    check "linked files have two names" "$((count / 10))" "$(find "$N/to" -type f -links 2 | wc -l)"
    check "both names are one file" "yes" "$([ "$N/to/f00010" -ef "$N/links/f00010" ] && echo yes)"
    echo more >>"$N/links/f00010"
    check "what is written to one is read from the other" "f00010 more" "$(echo $(cat "$N/to/f00010"))"
    rm "$N/to/f00010"
    check "one name goes, the file stays" "1 f00010" "$(stat -c %h "$N/links/f00010") $(head -n 1 "$N/links/f00010")"
    rm -r "$N/links"
    check "the other names are left with one link" "$((count - 1))" "$(find "$N/to" -type f -links 1 | wc -l)"
}

unlink_all() {
    step "unlink an open file"
    (
        exec 3<"$N/to/f00003"
        rm "$N/to/f00003"
        read -r line <&3
        check "an unlinked open file is read" "f00003" "$line"
    )
    step "unlink all"
    names | (cd "$N/to" && xargs rm -f)
    check "the directory is empty" "0" "$(ls -A "$N/to" | wc -l)"
    rmdir "$N/to" "$N/from" || fail "rmdir"
}

# hold COMMAND...   runs it until release; it says "held" once it has its lock
hold() {
    "$@" <>/run/end >/run/ready &
    holder=$!
    read -r answer </run/ready
    check "$1 $2 has its lock" "held" "$answer"
}

release() {
    echo >/run/end
    wait "$holder"
}

lock() {
    step "locks of two processes"
    local other=/mnt/other file=lock
    # A mount of its own asks the server; on one mount the client's own table answers first.
    mount_served "$other" nosharecache
    mkfifo /run/ready /run/end
    head -c 1000 /dev/zero >"$N/$file"

    hold perl "$LOCK" hold "$N/$file" 100 50
    for at in "$N" "$other"; do
        check "fcntl: a range held is refused at $at" "refused" "$(perl "$LOCK" try "$at/$file" 149 10)"
        check "fcntl: the range beside is free at $at" "got" "$(perl "$LOCK" try "$at/$file" 150 10)"
        check "fcntl: who holds is told at $at" "write 100 50" "$(perl "$LOCK" test "$at/$file" 0 1000)"
    done
    release
    check "fcntl: released, it is free" "got" "$(perl "$LOCK" try "$other/$file" 100 50)"

    hold flock "$N/$file" sh -c 'echo held; read -r end'
    for at in "$N" "$other"; do
        check "flock: refused at $at" "1" "$(flock -n "$at/$file" true; echo $?)"
        check "flock: shared is refused too at $at" "1" "$(flock -sn "$at/$file" true; echo $?)"
    done
    flock -w 60 "$other/$file" echo granted >/run/granted &
    waiter=$!
    release
    wait "$waiter"
    check "flock: who waits gets it" "granted" "$(cat /run/granted)"
    rm "$N/$file"
    umount "$other" || fail "umount of $other"
}

step "mount, asked for: ${VERSION:-nothing}"
mount_served "$N"
echo "mounted with vers=$(mounted_version "$N")"
began=$(cut -d' ' -f1 /proc/uptime)
create
read_back
rename_all
link
lock
unlink_all
check "nothing is left" "" "$(ls -A "$N")"
step "smoke took $(echo "$(cut -d' ' -f1 /proc/uptime) $began" | awk '{ print $1 - $2 }') s"
