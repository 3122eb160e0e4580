package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.base.sigv4.Uri;
import io.moorage.browser.Look;
import io.moorage.browser.Tab;
import io.moorage.fileserver.control.Response.Clients.Client;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Issue "The console", page "Overview": "a live map of AZs, subnets, instances, tasks, ..., with the traffic and mounts between them". */
final class ConsoleOverviewTest extends ConsoleInBrowser {
    /** Of the rectangles of two kinds that hold one another: how many of the inner ones are in an outer one, as the browser draws them. */
    private static final String WITHIN = """
            (() => {
              const of = (kind) => [...document.querySelectorAll('svg.map ' + kind)].map((e) => e.getBoundingClientRect());
              const holds = (a, b) => a.left <= b.left && a.top <= b.top && b.right <= a.right && b.bottom <= a.bottom;
              return of('%s').filter((inner) => of('%s').some((outer) => holds(outer, inner))).length;
            })()""";

    /** Whether the ends of a line of the map are at a thing with one of these words, and at one with the other. */
    private static final String JOINS = """
            (() => {
              const line = document.querySelector('svg.map .wire.%s');
              const at = (length) => { const p = line.getPointAtLength(length), m = line.getScreenCTM(); return {x: p.x * m.a + m.e, y: p.y * m.d + m.f}; };
              const near = (p, words) => [...document.querySelectorAll('svg.map rect')].some((e) => {
                const r = e.getBoundingClientRect();
                const texts = [...document.querySelectorAll('svg.map text')].filter((t) => { const b = t.getBoundingClientRect();
                  return r.left <= b.left && b.right <= r.right && r.top <= b.top && b.bottom <= r.bottom; }).map((t) => t.textContent).join();
                return r.height < 200 && texts.includes(words) && p.x >= r.left - 2 && p.x <= r.right + 2 && p.y >= r.top - 2 && p.y <= r.bottom + 2;
              });
              return near(at(0), '%s') && near(at(line.getTotalLength()), '%s');
            })()""";

    private String subnet = "";
    private String instance = "";

    /** An instance with a task in a subnet of a VPC with names, behind a load balancer; a file system with a mount target there. */
    private String begin() throws Exception {
        server.ecs("CreateCluster", "{\"clusterName\":\"default\"}");
        String vpc = Beginnings.found(
                server.ec2("Action=CreateVpc&CidrBlock=10.7.0.0/16").body(), "<vpcId>([^<]+)");
        subnet = Beginnings.found(
                server.ec2("Action=CreateSubnet&CidrBlock=10.7.1.0/24&AvailabilityZone=us-east-1b&VpcId=" + vpc)
                        .body(),
                "<subnetId>([^<]+)");
        server.ec2("Action=CreateTags&ResourceId.1=" + vpc + "&Tag.1.Key=Name&Tag.1.Value=shop");
        server.ec2("Action=CreateTags&ResourceId.1=" + subnet + "&Tag.1.Key=Name&Tag.1.Value=front");
        instance = Beginnings.found(
                server.ec2("Action=RunInstances&MinCount=1&MaxCount=1&SubnetId=" + subnet + "&ImageId="
                                + Uri.encode(Beginnings.found(
                                        server.ec2("Action=DescribeImages").body(), "<imageId>([^<]+)")))
                        .body(),
                "<instanceId>([^<]+)");
        server.ecs(
                "RegisterTaskDefinition",
                "{\"family\":\"web\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":\"nginx\",\"memory\":64}]}");
        server.ecs("CreateService", "{\"serviceName\":\"web\",\"taskDefinition\":\"web\",\"desiredCount\":1}");
        String fileSystem = Beginnings.fileSystem(server, "orders");
        server.efs(
                "POST",
                "/2015-02-01/mount-targets",
                "{\"FileSystemId\":\"" + fileSystem + "\",\"SubnetId\":\"" + subnet + "\"}");
        server.elb(
                "Action=CreateLoadBalancer&LoadBalancerName=front-door&Subnets.member.1=" + subnet
                        + "&Listeners.member.1.Protocol=HTTP&Listeners.member.1.LoadBalancerPort=80&Listeners.member.1.InstancePort=80");
        assertThat(server.elb("Action=RegisterInstancesWithLoadBalancer&LoadBalancerName=front-door"
                                + "&Instances.member.1.InstanceId=" + instance)
                        .statusCode())
                .isEqualTo(200);
        return fileSystem;
    }

    @Test
    void everythingIsInItsSubnetAndJoinedByLines() throws Exception {
        String fileSystem = begin();
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/");
        tab.sees("web:1");
        tab.sees("RUNNING");
        for (String each : new String[] {"front", "10.7.1.0/24", "shop · 10.7.0.0/16", "mount target", fileSystem}) {
            tab.sees(each);
        }
        assertThat(tab.evaluate("document.querySelector('svg.map').ariaLabel").asText())
                .matches("1 instance in [2-9] subnets of 1 Availability Zone, running 1 task;"
                        + " 1 file system with 1 mount target; 1 load balancer");
        assertThat(tab.evaluate(WITHIN.formatted(".subnet", ".zone")).asInt())
                .as("the VPC's and the default one's, which is empty")
                .isGreaterThan(1);
        assertThat(tab.evaluate(WITHIN.formatted("g[aria-label^=\"Subnet front\"] .box", ".subnet"))
                        .asInt())
                .isEqualTo(1);
        assertThat(tab.evaluate(WITHIN.formatted("g[aria-label^=\"Subnet front\"] .disk", ".subnet"))
                        .asInt())
                .isEqualTo(1);
        assertThat(tab.evaluate(JOINS.formatted("traffic", "front-door", instance))
                        .asBoolean())
                .isTrue();
        assertThat(tab.evaluate(JOINS.formatted("mount", "mount target", fileSystem))
                        .asBoolean())
                .isTrue();
        assertThat(tab.evaluate("document.querySelectorAll('svg.map .flows').length")
                        .asInt())
                .as("nothing goes through")
                .isZero();
        assertThat(tab.evaluate("document.querySelectorAll('svg.map .mounted').length")
                        .asInt())
                .as("nobody has it mounted")
                .isZero();
        String address = Beginnings.found(server.ec2("Action=DescribeInstances").body(), "<privateIpAddress>([^<]+)");
        server.clients().connect(new Client(fileSystem, address, 1, "linux", 1, 0, 0), List.of());
        server.ec2("Action=CreateTags&ResourceId.1=" + instance + "&Tag.1.Key=Name&Tag.1.Value=anything-that-changes");
        tab.sees("1 client");
        assertThat(tab.evaluate(JOINS.formatted("mounted", instance, "mount target"))
                        .asBoolean())
                .isTrue();
        tab.sees("of Availability Zones where nothing is. All VPCs");
        tab.click("front10.7.1.0/24shop · 10.7.0.0/16");
        tab.sees("From subnets to the ways out");
    }

    /** IAM decides what is shown: subnets by their ids, and why no more is told of them. */
    @Test
    void whoMayNotDescribeSubnetsSeesTheRest() throws Exception {
        begin();
        Tab tab = browser.tab();
        Visitors.signIn(
                server,
                tab,
                "[\"ecs:List*\",\"ecs:Describe*\",\"ec2:DescribeInstances\",\"elasticfilesystem:Describe*\","
                        + "\"elasticloadbalancing:Describe*\",\"cloudwatch:GetMetricData\"]");
        tab.open(server.uri() + "/console/");
        tab.sees("web:1");
        tab.sees("not authorized to perform: ec2:DescribeSubnets");
        tab.sees("not authorized to perform: ec2:DescribeVpcs");
        tab.sees(subnet);
        assertThat(tab.text()).doesNotContain("10.7.1.0/24");
        assertThat(tab.evaluate(WITHIN.formatted("g[aria-label^=\"Subnet " + subnet + "\"] .box", ".subnet"))
                        .asInt())
                .isEqualTo(1);
        assertThat(tab.evaluate(WITHIN.formatted(".subnet", ".zone")).asInt()).isEqualTo(1);
        Look.accessible(tab);
    }

    /** ECS developer guide, "External instances": machines of one's own, in no VPC. */
    @Test
    void whoJoinedFromElsewhereHasAPlace() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/");
        tab.sees("Nothing runs yet");
        server.ecs("CreateCluster", "{\"clusterName\":\"default\"}");
        tab.sees("Nothing has happened yet.");
        server.cloudWatch(
                "Action=PutMetricAlarm&AlarmName=full&MetricName=StorageBytes&Namespace=AWS/EFS&Statistic=Average"
                        + "&ComparisonOperator=GreaterThanThreshold&EvaluationPeriods=1&Period=300&Threshold=1");
        server.cloudWatch("Action=SetAlarmState&AlarmName=full&StateValue=ALARM&StateReason=tried");
        tab.sees("full updated from INSUFFICIENT_DATA to ALARM");
        String document = new ObjectMapper()
                .writeValueAsString(Map.of(
                        "cluster", "default", "instanceIdentityDocument", "{\"instanceId\":\"mi-0123456789abcdef0\"}"));
        assertThat(server.ecs("RegisterContainerInstance", document).statusCode())
                .isEqualTo(200);
        tab.sees("Joined from elsewhere");
        tab.sees("mi-0123456789abcdef0");
        assertThat(tab.evaluate("document.querySelectorAll('svg.map .subnet').length")
                        .asInt())
                .isZero();
        Look.shot(tab, "overview-elsewhere");
        tab.click("mi-0123456789abcdef0disconnected");
        tab.sees("Drain");
    }
}
