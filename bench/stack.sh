#!/usr/bin/env bash
# stack.sh [--resources N] [--rounds N]: how long a simulated server takes to make and to delete a stack of N resources (200 unless
# told): subnets, security groups, file systems with their mount targets, and roles, in one VPC. The aim is 3 s to CREATE_COMPLETE.
# The first round is told apart: the server has just started. Then the median of the others (5 unless told).
set -euo pipefail
source=$(cd "$(dirname "$0")/.." && pwd)
resources=200 rounds=5
while [ $# -gt 0 ]; do
    case $1 in
        --resources) resources=$2; shift 2 ;;
        --rounds) rounds=$2; shift 2 ;;
        *) sed -n '2,4s/^# //p' "$0" >&2; exit 2 ;;
    esac
done
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$source/moorage" server --simulate --port "$port" > /dev/null 2>&1 &
pid=$!
trap 'kill "$pid" 2> /dev/null || true' EXIT
until [ "$(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$port/_moorage/ready")" = 200 ]; do
    kill -0 "$pid" 2> /dev/null || { echo "the server did not start" >&2; exit 1; }
    sleep 0.1
done
python3 - "$port" "$resources" "$rounds" <<'PYTHON'
import json, re, statistics, sys, time, urllib.parse, urllib.request

port, count, rounds = map(int, sys.argv[1:])


def template():
    made = {"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}}}
    trust = {"Effect": "Allow", "Principal": {"Service": ["ec2.amazonaws.com"]}, "Action": ["sts:AssumeRole"]}
    nfs = {"IpProtocol": "tcp", "FromPort": 2049, "ToPort": 2049, "CidrIp": "10.0.0.0/16"}
    for i in range(1 + count // 5):
        made[f"Subnet{i}"] = {"Type": "AWS::EC2::Subnet",
                              "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": f"10.0.{i}.0/24"}}
        made[f"Group{i}"] = {"Type": "AWS::EC2::SecurityGroup", "Properties": {
            "GroupDescription": "NFS", "VpcId": {"Ref": "Vpc"}, "SecurityGroupIngress": [nfs]}}
        made[f"Files{i}"] = {"Type": "AWS::EFS::FileSystem"}
        made[f"Target{i}"] = {"Type": "AWS::EFS::MountTarget", "Properties": {
            "FileSystemId": {"Ref": f"Files{i}"}, "SubnetId": {"Ref": f"Subnet{i}"},
            "SecurityGroups": [{"Ref": f"Group{i}"}]}}
        made[f"Role{i}"] = {"Type": "AWS::IAM::Role",
                            "Properties": {"AssumeRolePolicyDocument": {"Statement": [trust]}}}
    return json.dumps({"Resources": dict(list(made.items())[:count])})


def call(**form):
    form["Version"] = "2010-05-15"
    headers = {"X-Amz-Date": "20260101T000000Z",
               "Authorization": "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/cloudformation/aws4_request,"
                                " SignedHeaders=host;x-amz-date, Signature=00"}
    request = urllib.request.Request(f"http://127.0.0.1:{port}/", urllib.parse.urlencode(form).encode(), headers)
    return urllib.request.urlopen(request, timeout=30).read().decode()


def rest(stack, wanted):
    began = time.monotonic()
    while True:
        status = re.search("<StackStatus>(.*?)<", call(Action="DescribeStacks", StackName=stack)).group(1)
        if not status.endswith("IN_PROGRESS"):
            break
        if time.monotonic() - began > 120:
            sys.exit(f"still {status} after 120 s")
        time.sleep(0.01)
    if status != wanted:
        sys.exit(f"ended as {status}, not {wanted}")


body = template()
times = []
for i in range(rounds + 1):
    began = time.monotonic()
    answer = call(Action="CreateStack", StackName=f"bench{i}", TemplateBody=body,
                  **{"Capabilities.member.1": "CAPABILITY_IAM"})
    stack = re.search("<StackId>(.*?)<", answer).group(1)
    rest(stack, "CREATE_COMPLETE")
    made = time.monotonic()
    call(Action="DeleteStack", StackName=stack)
    rest(stack, "DELETE_COMPLETE")
    times.append((made - began, time.monotonic() - made))
print(f"{count} resources, first round: create {times[0][0]:.2f} s, delete {times[0][1]:.2f} s")
print(f"median of {rounds}: create {statistics.median(t[0] for t in times[1:]):.2f} s,"
      f" delete {statistics.median(t[1] for t in times[1:]):.2f} s")
PYTHON
