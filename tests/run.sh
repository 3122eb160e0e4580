# Sourced by the launcher: every test of the project. First what needs no running Moorage, then the story on real parts.

run_tests() {
    need_for_running
    need maven:mvn postgresql:/usr/lib/postgresql user-mode-linux:linux.uml kmod:modprobe nfs-common:mount.nfs4 \
        mariadb-server:mariadbd jq:jq fuse3:fusermount3 attr:setfattr e2fsprogs:mkfs.ext4 openssl:openssl \
        chromium:chromium
    if [ -e "$dist_unchecked" ]; then
        rm -rf "$here"/*/target/classes "$here"/*/target/maven-status "$dist_unchecked"
    fi
    say "Module tests (mvn verify)"
    (cd "$here" && JAVA_HOME=$jdk mvn -B -ntp -T2 -Dsurefire.rerunFailingTestsCount=2 -pl '!story' verify "$@") || fail "module tests failed"
    touch "$dist/built"
    if [ "$(id -u)" != 0 ]; then
        fail "the story on real parts needs root: sudo ./moorage test"
    fi
    say "The story on real parts (containers, networks, mounts)"
    (cd "$here" && JAVA_HOME=$jdk mvn -B -ntp -Dsurefire.rerunFailingTestsCount=1 -Pstory -pl story -am -Dtest='Story*Test' -Dsurefire.failIfNoSpecifiedTests=false verify "$@") || fail "the story failed"
    say "A machine outside EC2 joins, runs a task and leaves"
    JAVA_HOME=$jdk "$here/tests/join.sh" || fail "joining failed"
}
