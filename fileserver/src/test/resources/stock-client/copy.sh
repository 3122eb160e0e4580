# Sourced by init.sh: a tree that the guest finds at SOURCE goes to the server by cp -a and is read back by a new mount.
# SUMS is the checksum file of the tree, FILES the number of its lines.

# Type, mode, owner, size, links, time and target of everything below a directory; a directory's size and links are the
# file system's own.
metadata() {
    (cd "$1" && find . -type d -printf '%p d %m %U:%G %T@\n' -o -printf '%p %y %m %U:%G %T@ %s %n %l\n' | sort)
}

# The groups of names that are one file each.
hard_links() {
    (cd "$1" && find . -type f -links +1 -printf '%i %p\n' | sort |
        awk '$1 != inode { inode = $1; first = $2 } { print first, $2 }' | sort)
}

seconds() { cut -d' ' -f1 /proc/uptime; }

step "mount, asked for: ${VERSION:-nothing}"
mount_served "$N"
echo "mounted with vers=$(mounted_version "$N")"
step "cp -a of $(du -sm --apparent-size "$SOURCE" | cut -f1) MiB, $FILES files"
began=$(seconds)
cp -a "$SOURCE" "$N/tree" || fail "cp -a"
sync -f "$N/tree" || fail "sync"
step "cp -a took $(echo "$(seconds) $began" | awk '{ print $1 - $2 }') s"
remount_served
step "read it back"
began=$(seconds)
check "sha256sum finds every file as it was" "0 $FILES" "$(
    cd "$N/tree" && sha256sum -c --strict "$SUMS" >/run/checked 2>&1
    echo "$? $(grep -c ': OK$' /run/checked)"
)"
step "sha256sum took $(echo "$(seconds) $began" | awk '{ print $1 - $2 }') s"
metadata "$SOURCE" >/run/wanted
metadata "$N/tree" >/run/seen
check "the metadata is the tree's own" "" "$(diff /run/wanted /run/seen | head -n 6)"
hard_links "$SOURCE" >/run/wanted
hard_links "$N/tree" >/run/seen
check "hard links are hard links" "" "$(cmp /run/wanted /run/seen 2>&1)"
check "there are some" "yes" "$([ -s /run/wanted ] && echo yes)"
