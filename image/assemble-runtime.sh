#!/bin/bash
# assemble-runtime.sh HOME: brings HOME/runtime up to date, which every instance sees read-only at /opt/moorage:
#   jre/  a JRE of just the modules the agent and the mount helper need, linked from JAVA_HOME (JDK 25 or newer)
#   lib/  the jars of the directory MOORAGE_INSTANCE_LIB
#   bin/  the launch scripts of agent/src/main/bin and mounthelper/src/main/bin
# Files are replaced by rename, so programs that run keep what they have opened. Nothing happens to what is up to date.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source=$(dirname "$here")
. "$here/lib.sh"
home=${1:-}
[ -n "$home" ] || { echo "usage: ${0##*/} HOME" >&2; exit 2; }
[ -x "${JAVA_HOME:-}/bin/jlink" ] || die 'JAVA_HOME names no JDK with jlink: set it to a JDK 25 or newer'
jars=${MOORAGE_INSTANCE_LIB:-$source/dist-instance/target/moorage/lib}
runtime=$home/runtime
modules=java.base,java.compiler,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.sql,java.xml
modules+=,jdk.crypto.ec,jdk.unsupported,jdk.zipfs,jdk.net

mkdir -p "$runtime"/{lib,bin}

link_jre() {
    local wanted
    wanted=$(echo "$modules"; sha256sum < "$JAVA_HOME/release")
    [ "$(cat "$runtime/jre/moorage-modules" 2> /dev/null)" = "$wanted" ] && return 0
    step 'runtime: linking a JRE for instances'
    rm -rf "$runtime/.jre" "$runtime/.jre.old"
    "$JAVA_HOME/bin/jlink" --add-modules "$modules" --strip-debug --no-man-pages --no-header-files --output "$runtime/.jre"
    "$runtime/.jre/bin/java" -XX:+UseSerialGC -Xshare:dump > /dev/null
    echo "$wanted" > "$runtime/.jre/moorage-modules"
    [ ! -e "$runtime/jre" ] || mv "$runtime/jre" "$runtime/.jre.old"
    mv "$runtime/.jre" "$runtime/jre"
    rm -rf "$runtime/.jre.old"
}

# replace TARGET-DIRECTORY MODE FILE...: makes the directory hold exactly these files.
replace() {
    local target=$1 mode=$2 file name keep=' '
    shift 2
    for file in "$@"; do
        name=${file##*/}
        keep+="$name "
        cmp -s "$file" "$target/$name" && continue
        install -m "$mode" "$file" "$target/.$name"
        mv "$target/.$name" "$target/$name"
    done
    for file in "$target"/*; do
        [[ ! -e $file || $keep == *" ${file##*/} "* ]] || rm -f "$file"
    done
}

shopt -s nullglob
found=("$jars"/*.jar)
[ ${#found[@]} -gt 0 ] || die "$jars holds no jars: build Moorage first, or set MOORAGE_INSTANCE_LIB"
link_jre
replace "$runtime/lib" 644 "${found[@]}"
replace "$runtime/bin" 755 "$source"/agent/src/main/bin/* "$source"/mounthelper/src/main/bin/*
step "runtime in $runtime is up to date"
