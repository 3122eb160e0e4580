package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.base.sigv4.Uri;
import io.moorage.browser.Look;
import io.moorage.browser.Tab;
import io.moorage.efs.FileServers;
import io.moorage.elb.Balancers.Counts;
import io.moorage.fileserver.control.Response.Clients.Client;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Issue "The console", page "Overview": "a first-run page that offers the post's story by one click and shows its steps as they
 * happen", and "a live map of ... the traffic and mounts between them ... recent events" while it does. The overview's picture in docs is this one's.
 */
final class ConsoleFirstRunTest extends ConsoleInBrowser {
    private static final Duration TWO_LOOKS_OF_CLOUDWATCH = Duration.ofSeconds(40);

    private static final Duration A_STACKS_TIME = Duration.ofMinutes(1);

    /** In a VPC with two subnets: two tasks behind a load balancer, with a volume on a file system of their own. */
    private static final String UPLOADS = """
            Resources:
              Door: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: NFS, VpcId: %s}}
              Data: {Type: AWS::EFS::FileSystem, Properties: {FileSystemTags: [{Key: Name, Value: uploads}]}}
              One: {Type: AWS::EFS::MountTarget, Properties: {FileSystemId: !Ref Data, SubnetId: %s, SecurityGroups: [!GetAtt Door.GroupId]}}
              Other: {Type: AWS::EFS::MountTarget, Properties: {FileSystemId: !Ref Data, SubnetId: %s, SecurityGroups: [!GetAtt Door.GroupId]}}
              Balancer: {Type: AWS::ElasticLoadBalancing::LoadBalancer, Properties: {LoadBalancerName: web, Subnets: [%s],
                Listeners: [{LoadBalancerPort: '80', InstancePort: '80', Protocol: HTTP}]}}
              Definition: {Type: AWS::ECS::TaskDefinition, Properties: {Family: web,
                Volumes: [{Name: uploads, EFSVolumeConfiguration: {FilesystemId: !Ref Data}}],
                ContainerDefinitions: [{Name: web, Image: nginx, Memory: 64, PortMappings: [{ContainerPort: 80, HostPort: 80}]}]}}
              Service: {Type: AWS::ECS::Service, DependsOn: [One, Other], Properties: {ServiceName: web, Cluster: default,
                TaskDefinition: !Ref Definition, DesiredCount: 2,
                LoadBalancers: [{LoadBalancerName: !Ref Balancer, ContainerName: web, ContainerPort: 80}]}}
            Outputs: {Data: {Value: !Ref Data}}
            """;

    private static final int PICTURE_HIGH = 1346;

    /** How each step of the story stands. */
    private static final String STEPS = "[...document.querySelectorAll('.story li')].map((e) => e.className).join()";

    /** What the lines between who has a file system mounted and its mount targets say. */
    private static final String LINES =
            "[...document.querySelectorAll('svg.map .mounted')].map((e) => e.getAttribute('aria-label')).join(';')";

    private final Instant began = Instant.now();

    /**
     * Issue: "a first-run page that offers the post's story by one click and shows its steps as they happen". The post: "if you
     * terminate the instance that is running the MySQL task". Simulated instances run no database.
     */
    @Test
    void theStoryByOneClickAndWhatIsSeenOfIt() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/");
        tab.sees("Nothing runs yet");
        assertThat(tab.evaluate("document.querySelector('svg.map') === null").asBoolean())
                .isTrue();
        String killed = playUntilItAsks(tab);
        Tab overview = browser.tab();
        String fileSystem = mounted(overview);
        String uploads = aServiceWithAVolume(overview);

        tab.click("Kill the instance");
        tab.click("Kill the instance");
        tab.seesInTime("2 of 2 instances are in service");
        tab.sees("Play it again");
        assertThat(tab.evaluate(STEPS).asText()).isEqualTo("done,done,skipped,done,done,skipped,done");
        whatHappened(overview, killed);
        whatGoesThrough(overview, fileSystem, uploads);
        whoMaySeeLessIsToldLess(fileSystem);

        tab.click("Failovers");
        tab.sees(killed);
        tab.sees("Fenced:");
        tab.sees("its containers run");
        Look.shot(tab, "failovers");
        server.cloudformation("Action=DeleteStack&StackName=uploads");
        Awaitility.await("the other stack is gone")
                .atMost(A_STACKS_TIME)
                .until(() -> server.cloudformation("Action=DescribeStacks&StackName=uploads")
                                .statusCode()
                        == 400);
        onSomebodyElsesStack(tab);
    }

    /** Who plays on what another made is told so, also before it is cleaned up. */
    private void onSomebodyElsesStack(Tab tab) throws Exception {
        Visitors.signIn(server, tab, "[\"*\"]");
        tab.click("See it happen");
        tab.click("Start");
        tab.seesInTime("The stack efs-docker was there before");
        tab.seesInTime("It runs MySQL at this moment.");
        tab.click("Cancel");
        tab.sees("What was made stays until it is cleaned up.");
        assertThat(tab.until("document.querySelector('.story .cancelled .status')?.textContent === 'cancelled'")
                        .asBoolean())
                .as("who ends it has not met a failure")
                .isTrue();
        tab.click("Clean up");
        tab.sees("The story did not make it: it was there before.");
        tab.sees("every row in it are lost for good");
        tab.click("Clean up");
        tab.seesInTime("There is no stack.");
    }

    /** The page follows the story by itself, from its first step on. */
    private String playUntilItAsks(Tab tab) throws Exception {
        tab.click("See it happen");
        tab.click("Start");
        tab.sees("resources are made");
        tab.evaluate(
                "window.steps = [%s]; new MutationObserver(() => { const now = %s; if (now !== window.steps.at(-1)) window.steps.push(now); })"
                                .formatted(STEPS, STEPS)
                        + ".observe(document.body, {subtree: true, childList: true, attributes: true})");
        tab.seesInTime("It runs MySQL at this moment.");
        assertThat(tab.evaluate("window.steps.join(' ')").asText().split(" "))
                .startsWith("doing,waiting,waiting,waiting,waiting,waiting,waiting")
                .endsWith("done,done,skipped,asking,waiting,waiting,waiting");
        tab.click("Kill the instance");
        tab.sees("The machine is gone for good");
        tab.click("Keep it");
        Look.shot(tab, "first-run");
        return tab.until("document.querySelector('.story .asking p')?.textContent.match(/i-[0-9a-f]+/)[0]")
                .asText();
    }

    /** EFS user guide: instances mount a file system through the mount target of their zone. What mounts it appears by itself. */
    private String mounted(Tab tab) throws Exception {
        tab.open(server.uri() + "/console/");
        tab.sees("MySQL:1");
        assertThat(tab.evaluate("document.querySelectorAll('svg.map .mounted').length")
                        .asInt())
                .isZero();
        String fileSystem = Beginnings.found(
                server.efs("GET", "/2015-02-01/file-systems", "").body(), "\"FileSystemId\":\"([^\"]+)");
        mount(fileSystem);
        server.ecs(
                "RegisterTaskDefinition",
                "{\"family\":\"news\",\"containerDefinitions\":[{\"name\":\"c\",\"image\":\"c\",\"memory\":64}]}");
        tab.until("document.querySelectorAll('svg.map .mounted').length === 2");
        assertThat(tab.evaluate(LINES).asText())
                .matches("(i-[0-9a-f]{17} has " + fileSystem + " mounted through 10[.]20[.][12][.][0-9]+;?){2}");
        tab.sees("2 clients");
        return fileSystem;
    }

    /** From now on all instances of the stack have these file systems mounted. */
    private void mount(String... fileSystems) throws Exception {
        server.clients().reset();
        long id = 1;
        for (String address : new TreeSet<>(Beginnings.allFound(
                server.ec2("Action=DescribeInstances&Filter.1.Name=instance-state-name&Filter.1.Value.1=running")
                        .body(),
                "<privateIpAddress>(10[.]20[^<]+)"))) {
            for (String each : fileSystems) {
                server.clients().connect(new Client(each, address, id++, "linux", 1, 2, 0), List.of());
            }
        }
    }

    /** A task's volume is mounted where the task runs: the line is the task's. */
    private String aServiceWithAVolume(Tab tab) throws Exception {
        String subnets = server.ec2(
                        "Action=DescribeSubnets&Filter.1.Name=cidr-block&Filter.1.Value.1=10.20.1.0/24&Filter.1.Value.2=10.20.2.0/24")
                .body();
        List<String> ids = Beginnings.allFound(subnets, "<subnetId>([^<]+)");
        String template = UPLOADS.formatted(
                Beginnings.found(subnets, "<vpcId>([^<]+)"), ids.getFirst(), ids.getLast(), String.join(", ", ids));
        assertThat(server.cloudformation("Action=CreateStack&StackName=uploads&TemplateBody=" + Uri.encode(template))
                        .statusCode())
                .isEqualTo(200);
        tab.seesInTime("uploads CREATE_COMPLETE");
        return Beginnings.found(
                server.cloudformation("Action=DescribeStacks&StackName=uploads").body(), "<OutputValue>(fs-[^<]+)");
    }

    /** Each source of events, the newest first; each event leads to a page. */
    private void whatHappened(Tab tab, String killed) throws Exception {
        server.cloudWatch(
                "Action=PutMetricAlarm&AlarmName=disk-is-full&MetricName=StorageBytes&Namespace=AWS/EFS&Statistic=Average"
                        + "&ComparisonOperator=GreaterThanThreshold&EvaluationPeriods=1&Period=300&Threshold=1");
        server.cloudWatch("Action=SetAlarmState&AlarmName=disk-is-full&StateValue=ALARM&StateReason=tried");
        tab.sees("disk-is-full updated from INSUFFICIENT_DATA to ALARM");
        for (String each : List.of(
                killed + " was terminated and is held for lost",
                killed + " is fenced: ",
                killed + " is made good: its tasks ",
                "Launching a new EC2 instance: i-",
                "mysql has reached a steady state.")) {
            tab.sees(each);
        }
        assertThat(tab.evaluate("[...document.querySelectorAll('.events time')].map((e) => e.dateTime).join()")
                        .asText()
                        .split(","))
                .hasSizeLessThanOrEqualTo(20)
                .isSortedAccordingTo(Comparator.comparing(Instant::parse).reversed());
        tab.click("disk-is-full");
        tab.sees("State");
        tab.open(server.uri() + "/console/");
    }

    /** CloudWatch user guides: RequestCount of a load balancer, DataReadIOBytes of a file system. */
    private void whatGoesThrough(Tab tab, String fileSystem, String uploads) throws Exception {
        String balancer =
                Beginnings.found(server.elb("Action=DescribeLoadBalancers").body(), "<LoadBalancerName>(efs-[^<]+)");
        mount(fileSystem, uploads);
        Awaitility.await("CloudWatch has measured all")
                .atMost(TWO_LOOKS_OF_CLOUDWATCH)
                .until(() -> {
                    work(balancer, fileSystem, uploads);
                    return measured("ELB", "RequestCount", "LoadBalancerName", balancer)
                            && measured("ELB", "RequestCount", "LoadBalancerName", "web")
                            && measured("EFS", "DataReadIOBytes", "FileSystemId", uploads)
                            && measured("EFS", "DataReadIOBytes", "FileSystemId", fileSystem);
                });
        tab.open(server.uri() + "/console/");
        tab.sees("requests/s");
        Look.shot(tab, "overview-traffic");
        Look.picture(tab, "overview", Look.WIDE, PICTURE_HIGH, false);
        assertThat(tab.evaluate("document.querySelectorAll('svg.map .wire.traffic.flows').length")
                        .asInt())
                .as("to one instance, and to two")
                .isEqualTo(3);
        assertThat(tab.evaluate("document.querySelectorAll('svg.map .wire.mount.flows').length")
                        .asInt())
                .as("of two file systems in two zones")
                .isEqualTo(4);
        assertThat(tab.evaluate(LINES).asText())
                .as("of a task's volume the task has the line")
                .containsPattern("web:[0-9] on i-[0-9a-f]{17} has " + uploads + " mounted through 10[.]20[.]1")
                .doesNotContainPattern("web:[0-9] on i-[0-9a-f]{17} has " + fileSystem);
        assertThat(tab.evaluate(
                                "[...document.querySelectorAll('svg.map .flow')].map((e) => e.textContent.trim()).join('; ')")
                        .asText())
                .matches("([0-9.]+ requests/s; ){2}(reads [0-9.]+ [KM]?i?B/s · writes [0-9.]+ [KM]?i?B/s(; )?){2}");
    }

    /** EFS user guide: who may not describe a file system is not told of its clients, nor why. */
    private void whoMaySeeLessIsToldLess(String fileSystem) throws Exception {
        try (ConsoleVisitor visitor = new ConsoleVisitor(server)) {
            visitor.signInWithoutPermissions();
            assertThat(visitor.get("").body())
                    .contains("not authorized to perform: ecs:ListClusters")
                    .doesNotContain("Nothing runs yet", fileSystem)
                    .contains("what happened to failovers, stacks, alarms, Auto Scaling groups.");
            visitor.signIn("ben", """
                    [{"Effect":"Allow","Resource":"*","Action":["ecs:List*","ecs:Describe*","ec2:Describe*","elasticfilesystem:Describe*",
                      "elasticloadbalancing:Describe*","cloudwatch:GetMetricData"]},
                     {"Effect":"Deny","Resource":"arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/%s",
                      "Action":"elasticfilesystem:DescribeFileSystems"}]""".formatted(fileSystem));
            String page = visitor.get("").body();
            assertThat(page)
                    .contains(fileSystem + "</text>", "web:1 on i-")
                    .contains(
                            "Left out, since you may not ask for it: what happened to stacks, alarms, Auto Scaling groups.")
                    .contains("is fenced:")
                    .doesNotContain("has " + fileSystem + " mounted", "not authorized");
        }
    }

    /** They carry more with each call. */
    private void work(String balancer, String... fileSystems) {
        long now = Duration.between(began, Instant.now()).toMillis();
        for (String each : List.of(balancer, "web")) {
            server.balancers().carried(each, new Counts(now / 100, 0, 0, 0, 0, Map.of(), Map.of()));
        }
        for (String each : fileSystems) {
            server.files()
                    .setTraffic(
                            each,
                            new FileServers.Traffic(
                                    1,
                                    new FileServers.Work(now, now * 4096),
                                    new FileServers.Work(now, now * 1024),
                                    FileServers.Work.NONE,
                                    0,
                                    Optional.empty()));
        }
    }

    private boolean measured(String namespace, String metric, String dimension, String value) throws Exception {
        Instant now = Instant.now();
        return server.cloudWatch("Action=GetMetricStatistics&Namespace=AWS/" + namespace + "&MetricName=" + metric
                        + "&Period=60&Statistics.member.1=Sum&Dimensions.member.1.Name=" + dimension
                        + "&Dimensions.member.1.Value=" + value + "&StartTime=" + now.minusSeconds(180) + "&EndTime="
                        + now.plusSeconds(60))
                .body()
                .contains("<Sum>");
    }
}
