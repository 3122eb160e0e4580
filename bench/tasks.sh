#!/usr/bin/env bash
# tasks.sh [--only burst|overhead] [--instances N] [--tasks N] [--rounds N]: real tasks, in real containers on real instances.
#   burst      so many small tasks (60) on so many instances (3), from run-task to RUNNING, all of them. The aim is 20 s.
#   overhead   one task from run-task to RUNNING, and the same container by `docker run -d` on the same instance, turn by turn; the
#              medians of N rounds (15), and the difference. The aim is 150 ms.
# The image is on every instance before: a task for each is run first. Starts a Moorage of its own in a home of its own, and takes it
# down. Needs root and Docker, as ./moorage up does. MOORAGE: another launcher than this tree's.
set -euo pipefail
source=$(cd "$(dirname "$0")/.." && pwd)
moorage=${MOORAGE:-$source/moorage}
only= instances=3 tasks=60 rounds=15
while [ $# -gt 0 ]; do
    case $1 in
        --only | --instances | --tasks | --rounds) declare "${1#--}=$2" ;;
        *) sed -n '2,7s/^# //p' "$0" >&2; exit 2 ;;
    esac
    shift 2
done
export MOORAGE_HOME=${MOORAGE_HOME:-/var/lib/moorage-bench-tasks} MOORAGE_NAME=mtasks
MOORAGE_PORT=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
export MOORAGE_PORT
end() { timeout 300 "$moorage" down --purge > /dev/null 2>&1 || echo "moorage down --purge failed: something may be left in $MOORAGE_HOME" >&2; }
trap end EXIT
echo "load $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) processors"
timeout 900 "$moorage" up > /dev/null
docker=${DOCKER_HOST:-unix:///var/run/docker.sock}
[ ! -S "$MOORAGE_HOME/run/docker.sock" ] || docker=unix://$MOORAGE_HOME/run/docker.sock
timeout 1200 python3 - "$MOORAGE_PORT" "$docker" "$instances" "$tasks" "$rounds" "${only:-burst overhead}" <<'PYTHON'
import json, re, statistics, subprocess, sys, time, urllib.error, urllib.parse, urllib.request

port, docker = sys.argv[1:3]
instances, tasks, rounds = map(int, sys.argv[3:6])
phases = sys.argv[6].split()
RUN = {"image": "mysql:latest", "memory": 32, "entryPoint": ["sleep"], "command": ["600"], "stopTimeout": 2}


def ask(service, headers, body):
    names = "".join(";" + name.lower() for name in headers if name.startswith("X-Amz-"))
    headers = {"X-Amz-Date": "20260101T000000Z",
               "Authorization": f"AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/{service}/aws4_request,"
                                f" SignedHeaders=host;x-amz-date{names}, Signature=00", **headers}
    request = urllib.request.Request(f"http://127.0.0.1:{port}/", body.encode(), headers)
    try:
        return urllib.request.urlopen(request, timeout=30).read().decode()
    except urllib.error.HTTPError as refusal:
        sys.exit(f"{service}: {refusal} {refusal.read().decode()}")


def target(service, prefix, action, **members):
    return json.loads(ask(service, {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": f"{prefix}.{action}"},
                          json.dumps(members)))


def ecs(action, **members):
    return target("ecs", "AmazonEC2ContainerServiceV20141113", action, **members)


def query(service, version, **form):
    return ask(service, {}, urllib.parse.urlencode({"Version": version, **form}))


def until(what, seconds, condition, pause):
    began = time.monotonic()
    while not condition():
        if time.monotonic() - began > seconds:
            sys.exit(f"{what}: not within {seconds} s")
        time.sleep(pause)


def launch():
    trust = {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
    rights = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecs:*", "Resource": "*"}]}
    iam = "2010-05-08"
    query("iam", iam, Action="CreateRole", RoleName="bench", AssumeRolePolicyDocument=json.dumps(trust))
    query("iam", iam, Action="PutRolePolicy", RoleName="bench", PolicyName="ecs", PolicyDocument=json.dumps(rights))
    query("iam", iam, Action="CreateInstanceProfile", InstanceProfileName="bench")
    query("iam", iam, Action="AddRoleToInstanceProfile", InstanceProfileName="bench", RoleName="bench")
    ecs("CreateCluster", clusterName="default")
    image = target("ssm", "AmazonSSM", "GetParameter",
                   Name="/aws/service/ecs/optimized-ami/amazon-linux-2/recommended/image_id")["Parameter"]["Value"]
    query("ec2", "2016-11-15", **{"Action": "RunInstances", "ImageId": image, "InstanceType": "t3.small",
                                  "MinCount": instances, "MaxCount": instances, "IamInstanceProfile.Name": "bench"})
    began = time.monotonic()
    until("instances connected", 300, lambda: len(connected()) == instances, 0.5)
    print(f"{instances} instances booted and connected after {time.monotonic() - began:.1f} s")


def connected():
    return ecs("ListContainerInstances", filter="agentConnected == true")["containerInstanceArns"]


def statuses(arns):
    found = {}
    for start in range(0, len(arns), 100):
        for task in ecs("DescribeTasks", tasks=arns[start:start + 100])["tasks"]:
            found[task["taskArn"]] = task["lastStatus"]
            if task["lastStatus"] == "STOPPED":
                sys.exit(f"a task stopped: {task.get('stoppedReason')} {task['containers']}")
    return found


def run(count, **more):
    """Returns their ARNs once all of them run, and how long that took."""
    began = time.monotonic()
    arns = []
    while len(arns) < count:
        answer = ecs("RunTask", taskDefinition="bench", count=min(10, count - len(arns)), **more)
        if answer["failures"]:
            sys.exit(f"not placed: {answer['failures']}")
        arns += [task["taskArn"] for task in answer["tasks"]]
    until("tasks RUNNING", 300, lambda: set(statuses(arns).values()) == {"RUNNING"}, 0.05 if count > 1 else 0.002)
    return arns, time.monotonic() - began


def stop(arns):
    for arn in arns:
        ecs("StopTask", task=arn)
    live = lambda: ecs("ListTasks")["taskArns"]
    until("tasks stopped", 120, lambda: not set(live()) & set(arns), 0.2)


def tell(what, value, unit, limit):
    print(f"{'met' if value <= limit else 'MISSED':7} {what}: {value:.1f} {unit} (aim <= {limit} {unit})", flush=True)


def burst():
    arns, took = run(tasks)
    tell(f"{tasks} tasks on {instances} instances from run-task to RUNNING", took, "s", 20)
    stop(arns)


def container_of(ec2_instance):
    return subprocess.run(["docker", "-H", docker, "ps", "-q", "--filter", f"name={ec2_instance}"],
                          check=True, capture_output=True, text=True, timeout=30).stdout.split()[0]


def plain(container):
    """Milliseconds of docker run on the instance, told by a shell there."""
    script = ("began=$(date +%s%N); docker run -d --name plain --memory 32m --entrypoint sleep mysql:latest 600 > /dev/null;"
              " ended=$(date +%s%N); docker rm -f plain > /dev/null; echo $(((ended - began) / 1000))")
    out = subprocess.run(["docker", "-H", docker, "exec", container, "sh", "-c", script],
                         check=True, capture_output=True, text=True, timeout=60).stdout
    return int(out) / 1000


def overhead():
    arn = connected()[0]
    ec2 = ecs("DescribeContainerInstances", containerInstances=[arn])["containerInstances"][0]["ec2InstanceId"]
    container = container_of(ec2)
    here = {"placementConstraints": [{"type": "memberOf", "expression": f"ec2InstanceId == {ec2}"}]}
    plains, starts = [], []
    for i in range(rounds + 2):
        plains.append(plain(container))
        arns, took = run(1, **here)
        starts.append(took * 1000)
        stop(arns)
    plains, starts = plains[2:], starts[2:]
    print(f"docker run -d: median {statistics.median(plains):.0f} ms of {rounds};"
          f" run-task to RUNNING: median {statistics.median(starts):.0f} ms of {rounds}")
    tell("a task's start over plain docker run", statistics.median(starts) - statistics.median(plains), "ms", 150)


launch()
ecs("RegisterTaskDefinition", family="bench", containerDefinitions=[{"name": "main", **RUN}])
spread = {"placementStrategy": [{"type": "spread", "field": "instanceId"}]}
warm, _ = run(instances, **spread)
stop(warm)
for phase in phases:
    {"burst": burst, "overhead": overhead}[phase]()
PYTHON
