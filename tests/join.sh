#!/bin/bash
# join.sh: a machine outside EC2 joins by the printed command, runs a task and leaves. The machine is a network namespace with a
# file system, processes' view of it and a Docker engine of its own; what it reaches Moorage by is one cable.
# Needs root, a built Moorage, Docker's programs, curl and the AWS CLI. Ends with 0 and removes what it made, also on failure.
#   MOORAGE  the launcher (default: the one of this checkout)
set -euo pipefail
here=$(cd "$(dirname "$(dirname "$(readlink -f "$0")")")" && pwd)
moorage=${MOORAGE:-$here/moorage}
work=$(mktemp -d /tmp/moorage-join.XXXXXX)
machine=$work/machine
netns=mjoin$$
port=$((20000 + $$ % 10000))
host=198.18.77.1
export MOORAGE_HOME=$work/home MOORAGE_PORT=$port MOORAGE_NAME=mjoin
engine_of_server=unix://$MOORAGE_HOME/run/docker.sock
server='' engine=''

say() { echo "join test: $*"; }
exec 3>&2 # also seen from within a command whose own messages are kept
die() { echo "join test: FAILED: $*" >&3; exit 1; }

clean_up() {
    set +e
    [ -z "$engine" ] || { kill "$engine"; wait "$engine"; } 2> /dev/null
    # What the agent left in the namespace: it is in nobody else's.
    for pid in $(ip netns pids "$netns" 2> /dev/null); do kill -9 "$pid"; done
    [ -z "$server" ] || { kill "$server"; wait "$server"; } 2> /dev/null
    "$moorage" server --home "$MOORAGE_HOME" --name mjoin --port "$port" --docker "$engine_of_server" --clean-up > /dev/null 2>&1
    "$here/image/dockerd.sh" stop "$MOORAGE_HOME" > /dev/null 2>&1
    ip netns del "$netns" 2> /dev/null
    ip link del mjoin0 2> /dev/null
    umount -R "$machine/root" 2> /dev/null || umount -lR "$machine/root" 2> /dev/null
    umount "$machine" 2> /dev/null || umount -l "$machine" 2> /dev/null
    rm -rf "$work"
}
trap clean_up EXIT

in_machine() { ip netns exec "$netns" unshare --mount chroot "$machine/root" sh -c "$1"; }
aws() { "$moorage" aws "$@"; }

# within SECONDS WHAT COMMAND...: until the command succeeds
within() {
    local left=$1 what=$2
    shift 2
    until "$@" > /dev/null 2> "$work/waiting.log"; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || die "waited too long for $what: $(tail -3 "$work/waiting.log")"
        sleep 1
    done
}

start_server() {
    say 'a server that answers at one more address'
    mkdir -p "$MOORAGE_HOME"
    "$here/image/assemble-runtime.sh" "$MOORAGE_HOME" > "$work/runtime.log" 2>&1 \
        || die "no runtime: $(tail -3 "$work/runtime.log")"
    "$here/image/dockerd.sh" start "$MOORAGE_HOME" > "$work/engine.log" 2>&1 || die "no engine: $(tail -3 "$work/engine.log")"
    "$moorage" status > /dev/null 2>&1 || true # what is still to be built or rehearsed is not what is waited for below
    "$moorage" server --home "$MOORAGE_HOME" --name mjoin --port "$port" --docker "$engine_of_server" --bind "$host" \
        > "$work/server.log" 2>&1 &
    server=$!
    within 90 'the server' answers
}

answers() {
    kill -0 "$server" 2> /dev/null || die "the server ended: $(tail -5 "$work/server.log")"
    curl -fsS "http://$host:$port/_moorage/ready"
}

plug_machine() {
    ip netns add "$netns"
    ip link add mjoin0 type veth peer name mjoin1 netns "$netns"
    ip addr add "$host/30" dev mjoin0
    ip link set mjoin0 up
    ip -n "$netns" addr add 198.18.77.2/30 dev mjoin1
    ip -n "$netns" link set mjoin1 up
    ip -n "$netns" link set lo up
}

boot_machine() {
    say 'a machine with a Docker engine of its own'
    mkdir -p "$machine"
    mount -t tmpfs tmpfs "$machine"
    mkdir -p "$machine"/{upper,overlay,root}
    mount -t overlay overlay -o "lowerdir=/,upperdir=$machine/upper,workdir=$machine/overlay" "$machine/root"
    for each in proc sys dev; do mount --rbind "/$each" "$machine/root/$each" && mount --make-rslave "$machine/root/$each"; done
    for each in run var/lib/docker var/lib/ecs var/log/ecs etc/ecs; do
        mkdir -p "$machine/root/$each" && mount -t tmpfs tmpfs "$machine/root/$each"
    done
    rm -f "$machine/root/etc/moorage-join" && rm -rf "$machine/root/opt/moorage"
    echo "$netns" > "$machine/root/etc/machine-id"
    in_machine 'exec dockerd --host unix:///var/run/docker.sock --exec-root /run/docker --pidfile /run/docker.pid \
        --data-root /var/lib/docker --storage-driver vfs --bip 198.18.78.1/24 --cgroup-parent /mjoin' > "$work/dockerd.log" 2>&1 &
    engine=$!
    within 60 'the machine'"'"'s Docker engine' in_machine 'docker version'
    image
}

# A shell with what it needs, from this machine's own files.
image() {
    local root=$work/image file
    mkdir -p "$root"
    for file in /bin/sh /bin/sleep; do
        for each in "$file" $(ldd "$file" | grep -o '/[^ ]*'); do
            mkdir -p "$root${each%/*}" && cp -L "$each" "$root$each"
        done
    done
    tar -C "$root" -c . | in_machine 'docker import - shell:1' > /dev/null
}

refusals() {
    say 'refusals are told in words'
    local said
    said=$("$moorage" join --cluster nowhere --address "$host" 2>&1) && die 'a cluster that is not there'
    grep -q 'there is no cluster nowhere' <<< "$said" || die "a cluster that is not there: $said"
    said=$("$moorage" join --cluster away --address 127.0.0.1 2>&1) && die 'a loopback address'
    grep -q 'no other machine reaches' <<< "$said" || die "a loopback address: $said"
    said=$(in_machine "curl -fsS http://$host:$port/_moorage/join/install.sh | sh -s -- \
        --activation-id 00000000-0000-4000-8000-000000000000 --activation-code wrong --cluster away" 2>&1) && die 'a wrong code'
    grep -q 'refused: the activation id or the activation code is wrong' <<< "$said" || die "a wrong code: $said"
    said=$(in_machine "curl -fsS http://$host:$port/_moorage/join/install.sh | sh -s -- \
        --activation-id x --activation-code y --endpoint http://$host:9" 2>&1) && die 'nobody there'
    grep -q "nothing answers at http://$host:9" <<< "$said" || die "nobody there: $said"
}

joined() {
    local command
    command=$("$moorage" join --cluster away --address "$host") || die 'join printed no command'
    say "$command"
    grep -q "http://$host:$port/" <<< "$command" || die 'the command names another address'
    in_machine "${command/sudo /}" > "$work/join.log" 2>&1 || die "$(cat "$work/join.log")"
    grep -q 'is ready in the cluster away' "$work/join.log" || die "$(cat "$work/join.log")"
}

task_runs() {
    say 'a task with the launch type EXTERNAL'
    aws ecs register-task-definition --family hello --requires-compatibilities EXTERNAL --container-definitions \
        '[{"name":"hello","image":"shell:1","memory":32,"stopTimeout":2,"command":["/bin/sh","-c","echo hello from away; sleep 600"]}]' > /dev/null
    task=$(aws ecs run-task --cluster away --launch-type EXTERNAL --task-definition hello \
        --query 'tasks[0].taskArn' --output text)
    within 60 'the task to run' running
    [ "$(aws ecs describe-tasks --cluster away --tasks "$task" --query 'tasks[0].launchType' --output text)" = EXTERNAL ] \
        || die 'the launch type'
    container=$(in_machine 'docker ps -q --filter ancestor=shell:1')
    within 20 'its output' in_machine "docker logs $container 2>&1 | grep -q 'hello from away'"
}

running() { [ "$(aws ecs describe-tasks --cluster away --tasks "$task" --query 'tasks[0].lastStatus' --output text)" = RUNNING ]; }
stopped() { [ "$(aws ecs describe-tasks --cluster away --tasks "$task" --query 'tasks[0].lastStatus' --output text)" = STOPPED ]; }
none_left() { [ -z "$(in_machine 'docker ps -q')" ]; }

leaves() {
    say 'the machine is deregistered, and its task stops'
    local instance
    instance=$(aws ecs list-container-instances --cluster away --query 'containerInstanceArns[0]' --output text)
    aws ecs deregister-container-instance --cluster away --container-instance "$instance" --force > /dev/null
    within 60 'the task to stop' stopped
    within 60 'its container to go' none_left
    [ "$(aws ecs list-container-instances --cluster away --query 'length(containerInstanceArns)' --output text)" = 0 ] \
        || die 'it is still an instance of the cluster'
}

plug_machine
start_server
aws ecs create-cluster --cluster-name away > /dev/null
boot_machine
refusals
joined
task_runs
leaves
say passed
