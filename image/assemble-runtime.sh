#!/bin/bash
# assemble-runtime.sh HOME: brings HOME/runtime up to date, which every instance sees read-only at /opt/moorage:
#   jre/  a JRE of just the modules that these programs need, linked from JAVA_HOME (JDK 25 or newer)
#   lib/  the jars of the directory MOORAGE_INSTANCE_LIB
#   lib/agent.jsa, lib/mounthelper.jsa, lib/cfnbootstrap.jsa  their classes, read and verified ahead: a third of the time that a start takes
#   bin/  the launch scripts of agent, mounthelper and cfnbootstrap (src/main/bin)
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
modules+=,jdk.crypto.ec,jdk.httpserver,jdk.unsupported,jdk.zipfs,jdk.net

mkdir -p "$runtime"/{lib,bin}

link_jre() {
    local wanted
    wanted=$(sha256sum < "$here/assemble-runtime.sh"; sha256sum < "$JAVA_HOME/release")
    [ "$(cat "$runtime/jre/moorage-made-by" 2> /dev/null)" = "$wanted" ] && return 0
    step 'runtime: linking a JRE for instances'
    rm -rf "$runtime/.jre" "$runtime/.jre.old"
    "$JAVA_HOME/bin/jlink" --add-modules "$modules" --strip-java-debug-attributes --no-man-pages --no-header-files --output "$runtime/.jre"
    trim_providers "$runtime/.jre/conf/security/java.security"
    "$runtime/.jre/bin/java" -Xshare:dump > /dev/null
    "$runtime/.jre/bin/java" -XX:+UseCompactObjectHeaders -Xshare:dump > /dev/null
    cp "$JAVA_HOME/lib/classlist" "$runtime/.jre/lib/classlist"
    echo "$wanted" > "$runtime/.jre/moorage-made-by"
    [ ! -e "$runtime/jre" ] || mv "$runtime/jre" "$runtime/.jre.old"
    mv "$runtime/.jre" "$runtime/jre"
    rm -rf "$runtime/.jre.old"
}

# A provider that is configured but not in the JRE is looked for on the class path, where the first TLS handshake would
# then load and verify the whole of BouncyCastle: over a second of an agent's start.
trim_providers() {
    local number=0 provider
    sed -i '/^security\.provider\./d' "$1"
    for provider in SUN SunRsaSign SunEC SunJSSE SunJCE; do
        number=$((number + 1))
        echo "security.provider.$number=$provider" >> "$1"
    done
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
        [[ $file == *.jsa || $keep == *" ${file##*/} "* ]] || rm -f "$file"
    done
}

# classes JAR...: the names of all classes in them, as class lists have them.
classes() {
    local jar
    for jar in "$@"; do
        "$JAVA_HOME/bin/jar" --list --file "$jar" | sed -n '/package-info\|module-info/d; s/\.class$//p'
    done
}

# What the agent loads while it looks for a metadata service that is not there.
agent_classes() {
    timeout -s TERM 5 env AWS_EC2_METADATA_SERVICE_ENDPOINT=http://127.0.0.1:9 "$runtime/jre/bin/java" -Xshare:off \
        -XX:DumpLoadedClassList="$1" -cp "$runtime/lib/*" io.moorage.agent.Main > /dev/null 2>&1 || true
    classes "$runtime"/lib/moorage-{agent,agentwire,base}-*.jar "$runtime"/lib/docker-java-*.jar >> "$1"
}

# archive NAME CLASS-PATH CLASS-LIST JVM-OPTIONS...: the class path must be the one of the launch script but for the directory it starts with.
archive() {
    local name=$1 classpath=$2 list=$3
    shift 3
    "$runtime/jre/bin/java" "$@" -Xshare:dump -Xlog:disable -XX:SharedClassListFile="$list" \
        -XX:SharedArchiveFile="$runtime/lib/.$name.jsa" -cp "$classpath" > /dev/null 2>&1 \
        && mv "$runtime/lib/.$name.jsa" "$runtime/lib/$name.jsa" \
        || step "runtime: no class archive for $name; it will start more slowly"
}

# CloudFormation's helper scripts: what they load up to a connection that is refused, and all there is of their own.
archive_helpers() {
    local list part jar jars=()
    list=$(mktemp)
    for part in moorage-cfnbootstrap moorage-base jackson-annotations jackson-core jackson-databind; do
        for jar in "$runtime/lib/$part"-[0-9]*.jar; do jars+=("$jar"); done
    done
    timeout 5 "$runtime/jre/bin/java" -Xshare:off -XX:DumpLoadedClassList="$list" -cp "$(IFS=:; echo "${jars[*]}")" \
        io.moorage.cfnbootstrap.Main cfn-init --stack none --resource none --access-key none --secret-key none \
        --url https://127.0.0.1:9 > /dev/null 2>&1 || true
    { cat "$runtime/jre/lib/classlist"; classes "${jars[@]}"; } >> "$list"
    archive cfnbootstrap "$(IFS=:; echo "${jars[*]}")" "$list"
    rm -f "$list"
}

archive_classes() {
    local wanted part jar list mounts=()
    wanted=$(cat "$runtime/jre/moorage-made-by"; stat -c '%n %s %Y' "$runtime"/lib/*.jar)
    [ "$(cat "$runtime/lib/archived.jsa" 2> /dev/null)" = "$wanted" ] && return 0
    step 'runtime: archiving classes'
    rm -f "$runtime"/lib/*.jsa
    list=$(mktemp)
    for part in base posix vfs efswire nfswire nfsclient fuse mounthelper; do
        for jar in "$runtime/lib/moorage-$part"-[0-9]*.jar; do mounts+=("$jar"); done
    done
    { cat "$runtime/jre/lib/classlist"; classes "${mounts[@]}"; } > "$list"
    archive mounthelper "$(IFS=:; echo "${mounts[*]}")" "$list" -XX:+UseCompactObjectHeaders \
        --enable-native-access=ALL-UNNAMED
    archive_helpers
    agent_classes "$list"
    archive agent "$runtime/lib/*" "$list"
    rm -f "$list"
    echo "$wanted" > "$runtime/lib/archived.jsa"
}

shopt -s nullglob
found=("$jars"/*.jar)
[ ${#found[@]} -gt 0 ] || die "$jars holds no jars: build Moorage first, or set MOORAGE_INSTANCE_LIB"
link_jre
replace "$runtime/lib" 644 "${found[@]}"
replace "$runtime/bin" 755 "$source"/{agent,mounthelper,cfnbootstrap}/src/main/bin/*
archive_classes
step "runtime in $runtime is up to date"
