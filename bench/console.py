"""What bench/console.sh measures. Standard library only; Chromium is spoken to by its own protocol."""

import base64
import http.client
import json
import os
import socket
import statistics
import struct
import subprocess
import sys
import threading
import time
import urllib.parse

PORT, SERVER, STAGE, INSTANCES, TASKS = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], int(sys.argv[4]), int(sys.argv[5])
SIGNED = "AWS4-HMAC-SHA256 Credential=test/20261122/us-east-1/{}/aws4_request, SignedHeaders=host;x-amz-date;x-amz-target, Signature=00"
HERTZ = os.sysconf("SC_CLK_TCK")


def wait(what, seconds, test):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        got = test()
        if got:
            return got
        time.sleep(0.02)
    sys.exit(f"{what} did not come true within {seconds} s")


def request(method, path, headers=None, body=None, timeout=120):
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=timeout)
    try:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers
    finally:
        connection.close()


def api(service, headers, body):
    status, answer, _ = request("POST", "/", {"X-Amz-Date": "20261122T180000Z", "Authorization": SIGNED.format(service), **headers}, body)
    if status != 200:
        sys.exit(f"{service} {headers} {body}: {status} {answer.decode()}")
    return answer


def ecs(operation, **members):
    return json.loads(api("ecs", {"X-Amz-Target": "AmazonEC2ContainerServiceV20141113." + operation,
                                  "Content-Type": "application/x-amz-json-1.1"}, json.dumps(members)))


def ec2(**members):
    return api("ec2", {"Content-Type": "application/x-www-form-urlencoded"}, urllib.parse.urlencode({"Version": "2016-11-15", **members})).decode()


class Tab:
    """One tab of a headless Chromium with an empty profile."""

    def __init__(self):
        self.process = subprocess.Popen(
            ["/usr/bin/chromium", "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", "--disable-dev-shm-usage",
             "--no-first-run", "--disable-background-networking", "--disable-component-update", f"--user-data-dir={STAGE}/profile", "about:blank"],
            stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        for line in self.process.stderr:
            if line.startswith("DevTools listening on "):
                self.connect(urllib.parse.urlparse(line.split()[-1]))
                break
        threading.Thread(target=lambda: [None for _ in self.process.stderr], daemon=True).start()
        self.last, self.events, self.session = 0, [], None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.call("Page.enable")
        self.call("Network.enable")

    def connect(self, url):
        self.socket = socket.create_connection((url.hostname, url.port), 60)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall((f"GET {url.path} HTTP/1.1\r\nHost: {url.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                             f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n").encode())
        self.stream = self.socket.makefile("rb")
        while self.stream.readline() not in (b"\r\n", b""):
            pass

    def message(self):
        text = b""
        while True:
            first, second = self.stream.read(2)
            length = second & 127
            if length > 125:
                length = struct.unpack(*((">H", self.stream.read(2)) if length == 126 else (">Q", self.stream.read(8))))[0]
            text += self.stream.read(length)
            if first & 128:
                return json.loads(text)

    def call(self, method, **parameters):
        self.last += 1
        asked = {"id": self.last, "method": method, "params": parameters}
        if self.session:
            asked["sessionId"] = self.session
        data, mask = json.dumps(asked).encode(), os.urandom(4)
        head = struct.pack(">BBH", 129, 254, len(data)) if len(data) < 65536 else struct.pack(">BBQ", 129, 255, len(data))
        self.socket.sendall(head + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(data)))
        while True:
            got = self.message()
            if got.get("id") == self.last:
                return got["result"]
            self.events.append(got)

    def evaluate(self, expression):
        return self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)["result"].get("value")

    def open(self, path):
        self.call("Page.navigate", url=f"http://127.0.0.1:{PORT}/console/{path}")
        wait("the page " + path, 30, lambda: self.evaluate("location.pathname.startsWith('/console') && document.documentElement.dataset.following === 'yes'"))

    def close(self):
        self.process.kill()
        self.process.wait()


def tell(name, figure, aim, unit):
    print(f"{name:<44} {figure:>10.1f} {unit:<4} aim <= {aim} {unit:<4} {'held' if figure <= aim else 'MISSED'}", flush=True)


def first_page(tab):
    took, weighed = [], []
    for _ in range(5):
        tab.call("Page.navigate", url="about:blank")
        tab.call("Network.clearBrowserCache")
        tab.events.clear()
        tab.call("Page.addScriptToEvaluateOnNewDocument", source="new MutationObserver((_, o) => { if (document.documentElement?.dataset.following)"
                 " { window.ready ??= performance.now(); o.disconnect(); } }).observe(document, {attributes: true, subtree: true})")
        tab.open("")
        took.append(tab.evaluate("window.ready ?? performance.now()"))
        time.sleep(0.3)
        tab.evaluate("1")
        weighed.append(sum(e["params"]["encodedDataLength"] for e in tab.events if e.get("method") == "Network.loadingFinished"))
    tell("first page, over the wire", statistics.median(weighed) / 1000, 300, "KB")
    tell("first page, until it is interactive", statistics.median(took), 1000, "ms")


def live(tab):
    ecs("RegisterTaskDefinition", family="live", containerDefinitions=[{"name": "c", "image": "app", "memory": 6}])
    ecs("CreateService", serviceName="live", taskDefinition="live", desiredCount=0)
    tab.open("ecs/clusters/default/services/live")
    took = []
    for count in [1, 0] * 10:
        tab.evaluate(f"window.seen = new Promise((done) => {{ const look = () => document.getElementById('state').innerText.match(/of\\s+{count}\\s/)"
                     " && done(Date.now()); new MutationObserver(look).observe(document.body, {childList: true, subtree: true, characterData: true}); look(); }); 1")
        ecs("UpdateService", service="live", desiredCount=count)
        changed = time.time() * 1000
        took.append(max(0.0, tab.evaluate("window.seen") - changed))
        time.sleep(0.5)
    tell("live, median", statistics.median(took), 500, "ms")
    tell("live, worst of 20", max(took), 500, "ms")


def cpu():
    with open(f"/proc/{SERVER}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / HERTZ


def follower(stop):
    _, page, _ = request("GET", "/console/")
    version = page.decode().split('data-version="')[1].split('"')[0]
    while not stop.is_set():
        now = request("GET", f"/console/live?since={version}&topics=ecs%20ec2%20efs%20elb%20failover%20cfn%20cloudwatch%20autoscaling", timeout=60)[1].decode().strip()
        if now != version:
            _, _, headers = request("GET", "/console/", {"X-Live": "-", "Accept-Encoding": "gzip"})
            version = headers["X-Version"]


def idle(consoles, seconds):
    before = cpu()
    time.sleep(seconds)
    alone = (cpu() - before) / seconds * 100
    stop = threading.Event()
    for _ in range(consoles):
        threading.Thread(target=follower, args=(stop,), daemon=True).start()
    time.sleep(10)
    before = cpu()
    time.sleep(seconds)
    together = (cpu() - before) / seconds * 100
    stop.set()
    print(f"{'the server alone':<44} {alone:>10.1f} % of a core")
    tell(f"{consoles} open consoles, nothing changes", together - alone, 5, "%")


def page(name, path, aim):
    took = []
    for _ in range(5):
        began = time.monotonic()
        status, body, _ = request("GET", "/console/" + path, {"Accept-Encoding": "gzip"})
        took.append((time.monotonic() - began) * 1000)
        if status != 200:
            sys.exit(f"{path}: {status}")
    tell(f"{name} ({len(body) / 1000:.0f} KB)", statistics.median(took), aim, "ms")
    return body


def large():
    image = ec2(Action="DescribeImages").split("<imageId>")[1].split("<")[0]
    began = time.monotonic()
    subnets = [each.split("<")[0] for each in ec2(Action="DescribeSubnets").split("<subnetId>")[1:]]
    left, number = INSTANCES, 0
    while left > 0:
        some = min(left, 100)
        ec2(Action="RunInstances", ImageId=image, MinCount=some, MaxCount=some, SubnetId=subnets[number % len(subnets)])
        left, number = left - some, number + 1
    cluster = lambda member: ecs("DescribeClusters", clusters=["default"])["clusters"][0][member]
    wait("all instances have joined", 600, lambda: cluster("registeredContainerInstancesCount") >= INSTANCES)
    ecs("RegisterTaskDefinition", family="many", containerDefinitions=[{"name": "c", "image": "app", "memory": 6, "cpu": 1}])
    left, number = TASKS, 0
    while left > 0:
        some = min(left, 5000)
        ecs("CreateService", serviceName=f"many-{number}", taskDefinition="many", desiredCount=some)
        left, number = left - some, number + 1
    wait("all tasks run", 900, lambda: cluster("runningTasksCount") >= TASKS)
    print(f"{INSTANCES} container instances and {TASKS} tasks run after {time.monotonic() - began:.0f} s")
    page("overview", "", 1000)
    page("cluster's services", "ecs/clusters/default", 1000)
    page("cluster's container instances", "ecs/clusters/default?tab=instances", 1000)
    page("one of them by the query language",
         "ecs/clusters/default?tab=instances&instances-by=" + urllib.parse.quote("runningTasksCount > 0"), 1000)
    page("cluster's tasks", "ecs/clusters/default?tab=tasks", 1000)
    page("a service of up to 5,000 tasks", "ecs/clusters/default/services/many-0", 1000)


def ready():
    try:
        return request("GET", "/_moorage/ready")[0] == 200
    except OSError:
        return False


wait("the server", 120, ready)
ecs("CreateCluster", clusterName="default")
chromium = Tab()
try:
    first_page(chromium)
    live(chromium)
finally:
    chromium.close()
idle(50, 60)
if INSTANCES > 0:
    large()
