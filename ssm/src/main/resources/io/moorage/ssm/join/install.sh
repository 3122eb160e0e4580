#!/bin/sh
# Makes this machine a container instance of a cluster (launch type EXTERNAL). Running it again changes nothing that is right already.
#   --activation-id ID --activation-code CODE   from: ./moorage join, or: aws ssm create-activation
#   --cluster NAME      (default: default)
#   --agent moorage|official   which agent serves it (default: moorage)
#   --agent-image IMAGE official agent: the image that it is run from (default: public.ecr.aws/ecs/amazon-ecs-agent:latest)
#   --endpoint URL      where Moorage answers, when not where this script came from
#   --root DIR          write below DIR instead of / and start nothing
set -eu

endpoint='@ENDPOINT@' region='@REGION@' cluster=default agent=moorage root='' id='' code=''
image=public.ecr.aws/ecs/amazon-ecs-agent:latest
fail() { echo "join: $*" >&2; exit 1; }
say() { echo "join: $*"; }

while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || fail "$1 needs a value"
    case $1 in
        --activation-id) id=$2 ;;
        --activation-code) code=$2 ;;
        --cluster) cluster=$2 ;;
        --agent) agent=$2 ;;
        --agent-image) image=$2 ;;
        --endpoint) endpoint=${2%/} ;;
        --root) root=${2%/} ;;
        *) fail "there is no option $1" ;;
    esac
    shift 2
done
case $agent in moorage | official) ;; *) fail "--agent is moorage or official, not $agent" ;; esac
[ -n "$endpoint" ] || fail 'name where Moorage answers: --endpoint http://HOST:PORT'
command -v curl > /dev/null || fail 'curl is needed; install it and run the command again'
if [ -z "$root" ]; then
    [ "$(id -u)" = 0 ] || fail 'this needs root: put sudo before sh'
    docker version > /dev/null 2>&1 || fail 'no Docker engine answers here; install and start one, and run the command again'
fi

state=$root/etc/moorage-join
config=$root/etc/ecs/ecs.config
umask 077
mkdir -p "$root/etc/ecs" "$root/var/lib/ecs/data" "$root/var/log/ecs"

machine() { sed -n "s/^$1=//p" "$state"; }
metadata() { echo "$endpoint/_moorage/join/machine/$(machine id)/$(machine token)"; }

if [ -f "$state" ] && curl -fsS --connect-timeout 10 -o /dev/null "$(metadata)/latest/meta-data/instance-id" 2> /dev/null; then
    say "this machine is registered already, as $(machine id)"
else
    [ -n "$id" ] && [ -n "$code" ] || fail 'needed: --activation-id ID --activation-code CODE'
    answer=$(curl -sS --connect-timeout 10 --max-time 30 --data-urlencode "activation-id=$id" --data-urlencode "activation-code=$code" \
        --data-urlencode "fingerprint=$(cat "$root/etc/machine-id" 2> /dev/null || hostname)" \
        --data-urlencode "computer-name=$(hostname)" "$endpoint/_moorage/join/register") \
        || fail "nothing answers at $endpoint; is it reachable from here, and does Moorage listen there (./moorage up --bind)?"
    case $answer in id=mi-*) ;; *) fail "refused: $answer" ;; esac
    printf '%s\n' "$answer" > "$state"
    say "registered as $(machine id)"
fi

cat > "$config.new" << END
ECS_CLUSTER=$cluster
ECS_BACKEND_HOST=$endpoint
ECS_EXTERNAL=true
ECS_DATADIR=/var/lib/ecs/data
ECS_CHECKPOINT=true
ECS_ENABLE_TASK_IAM_ROLE=true
AWS_DEFAULT_REGION=$region
AWS_EC2_METADATA_SERVICE_ENDPOINT=$(metadata)
END
changed=1
if cmp -s "$config.new" "$config" 2> /dev/null; then changed=0; rm "$config.new"; else mv "$config.new" "$config"; fi
say "wrote $config"

if [ "$agent" = moorage ]; then
    if [ ! -x "$root/opt/moorage/bin/moorage-agent" ]; then
        say "installing Moorage's agent and its Java runtime into $root/opt/moorage"
        mkdir -p "$root/opt/moorage.new"
        curl -fsS --connect-timeout 10 "$(metadata)/runtime.tar.gz" | tar -xz -C "$root/opt/moorage.new" \
            || fail "$endpoint has no agent to give away"
        rm -rf "$root/opt/moorage"
        mv "$root/opt/moorage.new" "$root/opt/moorage"
        chmod 755 "$root/opt/moorage"
    fi
    run=/opt/moorage/bin/moorage-agent
else
    run="/usr/bin/env docker run --rm --name ecs-agent --network host --privileged --env-file /etc/ecs/ecs.config \
-v /var/run/docker.sock:/var/run/docker.sock -v /var/log/ecs:/log -v /var/lib/ecs/data:/data -v /sys/fs/cgroup:/sys/fs/cgroup \
-e ECS_LOGFILE=/log/ecs-agent.log -e ECS_DATADIR=/data $image"
fi

unit=$root/etc/systemd/system/ecs-agent.service
mkdir -p "${unit%/*}"
cat > "$unit.new" << END
[Unit]
Description=ECS agent of cluster $cluster
After=docker.service network-online.target
[Service]
EnvironmentFile=/etc/ecs/ecs.config
ExecStart=$run
Restart=always
RestartSec=2
[Install]
WantedBy=multi-user.target
END
if cmp -s "$unit.new" "$unit" 2> /dev/null; then rm "$unit.new"; else mv "$unit.new" "$unit"; changed=1; fi
say "wrote $unit"

if [ -n "$root" ]; then
    say "nothing is started below $root"
elif [ -d /run/systemd/system ]; then
    systemctl daemon-reload
    systemctl enable -q ecs-agent
    if [ "$changed" = 1 ]; then systemctl restart ecs-agent; else systemctl start ecs-agent; fi
    say "started the service ecs-agent"
else
    set -a
    . "$config"
    set +a
    # shellcheck disable=SC2086
    setsid $run < /dev/null > /var/log/ecs/start.log 2>&1 &
    say "started $run; this machine has no systemd, so it is for you to start it again after a boot"
fi
if [ -n "$root" ]; then
    say "$(machine id) joins the cluster $cluster"
    exit 0
fi

say 'waiting until the agent is connected'
waited=0
while [ "$waited" -lt 60 ]; do
    case $(curl -fsS --connect-timeout 5 "$(metadata)/state" 2> /dev/null) in
        *connected=true*)
            say "$(machine id) is ready in the cluster $cluster"
            exit 0
            ;;
    esac
    waited=$((waited + 1))
    sleep 1
done
if [ "$agent" = moorage ]; then log=$(tail -n 5 /var/log/ecs/ecs-agent.log 2>&1); else log=$(docker logs --tail 5 ecs-agent 2>&1); fi
fail "the agent is not connected after $waited s, and goes on trying. Its last words:
$log"
