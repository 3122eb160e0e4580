#!/bin/bash
# Kills the file server, and cuts its disk's power, again and again while clients work; after each death, before anybody repeats
# anything, the disk itself is compared with what was acknowledged.
# usage: bench/crash.sh [--kills N] [--cuts N] [--seed N] [--dir DIR]
#   --kills: SIGKILLs (300)   --cuts: power cuts (0); with any, everything is on an ext4 of its own on a disk that forgets what
#   was not synced   --seed: what clients ask for and when the server dies (1)   --dir: where (/var/tmp)
# Needs root, a JDK 25, e2fsprogs, and a build (./moorage version makes one). Exit status 1 and the reason when anything is lost.
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
java=${JAVA_HOME:-/usr/lib/jvm/temurin-25-jdk-amd64}/bin/java
exec "$java" -Xmx256m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \
    -cp "$here/crash/target/moorage-crash-0.1.0-SNAPSHOT.jar:$here/crash/target/lib/*" io.moorage.crash.Main "$@"
