package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.base.sigv4.Uri;
import io.moorage.browser.Look;
import io.moorage.browser.Tab;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Machines, networks, load balancers and groups in the console, in a browser. */
final class ConsoleNetworkTest extends ConsoleInBrowser {
    private static final String PUBLIC_KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIK0wmN/Cr3JXqmLW7u+g9pTh+wyqDHpSQEIQczXkVx9q";

    /** EC2 user guide, "Amazon EC2 instance state changes". */
    @Test
    void anInstanceIsWatchedStoppedStartedAndTerminated() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ec2/instances");
        tab.sees("There is no instance.");
        String id = launch();
        tab.sees(id);
        Look.shot(tab, "instances");
        tab.click(id);
        tab.sees("Security groups");
        Look.shot(tab, "instance");
        tab.click("Status checks");
        tab.sees("reachability passed");
        tab.click("Metrics");
        tab.sees("CPUUtilization: no value in this time.");
        tab.click("Console output");
        tab.until("document.querySelector('#shown pre, #shown .empty')");
        Look.accessible(tab);
        tab.click("Volumes");
        tab.click("Tags");
        tab.sees("It has no tags.");
        becomes(tab, "running");
        tab.click("Reboot");
        tab.sees("No task runs on it.");
        tab.click("Reboot");
        tab.sees("The instance is being rebooted.");
        tab.click("Stop");
        tab.sees("Stop the instance " + id + "?");
        tab.click("Stop");
        tab.sees("The instance is being stopped.");
        becomes(tab, "stopped");
        tab.click("Start");
        becomes(tab, "running");
        server.ec2("Action=StopInstances&InstanceId.1=" + id);
        becomes(tab, "stopped");
        tab.click("Start");
        becomes(tab, "running");
        tab.click("Terminate");
        tab.sees("It goes for good");
        tab.sees("nothing launches another in its place");
        tab.click("Terminate");
        becomes(tab, "terminated");
        assertThat(tab.until("!document.querySelector('#page-actions button')").asBoolean())
                .as("buttons follow the state")
                .isTrue();
        tab.click("Failovers");
        tab.until("location.search === '?instance=" + id + "'");
        tab.sees("All failovers");
        tab.open(server.uri() + "/console/ec2/instances/i-00000000000000000");
        tab.sees("InvalidInstanceID.NotFound");
    }

    private static void becomes(Tab tab, String state) throws Exception {
        assertThat(tab.until("document.querySelector('#facts .status')?.textContent === '" + state + "'")
                        .asBoolean())
                .as(state)
                .isTrue();
    }

    /** EC2 user guide, "Create a key pair": the private half is had once. */
    @Test
    void aKeyPairIsHadOnce() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ec2/key-pairs");
        tab.sees("There is no key pair.");
        tab.fill("Key pair name", "door");
        tab.click("Create key pair");
        tab.sees("This is the only time it is shown.");
        assertThat(tab.evaluate("tester.field('Private key').value").asText()).startsWith("-----BEGIN");
        Look.accessible(tab);
        tab.click("I have saved it");
        tab.sees("ed25519");
        assertThat(tab.text()).doesNotContain("PRIVATE KEY");
        tab.fill("Key pair name", "door");
        tab.click("Create key pair");
        tab.sees("InvalidKeyPair.Duplicate");
        Look.shot(tab, "key-pairs");
        tab.click("Delete");
        tab.click("Delete");
        tab.sees("The key pair door was deleted.");
        tab.open(server.uri() + "/console/ec2/images");
        tab.sees("available");
        Look.accessible(tab);
    }

    /** API_ImportKeyPair: the public half of one's own, and nothing is shown that one has. */
    @Test
    void aKeyPairOfOnesOwnIsImported() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ec2/key-pairs");
        tab.fill("Key pair name", "mine");
        tab.fill("Public key", "ssh-ed25519 nothing");
        tab.click("Create key pair");
        tab.sees("InvalidKey.Format");
        assertThat(tab.evaluate("tester.field('Public key').value").asText())
                .as("what was typed can be mended")
                .isEqualTo("ssh-ed25519 nothing");
        tab.fill("Public key", "%s me@home".formatted(PUBLIC_KEY));
        tab.click("Create key pair");
        tab.sees("The key pair mine was imported.");
        tab.sees("ed25519");
        assertThat(server.ec2("Action=DescribeKeyPairs&IncludePublicKey=true").body())
                .contains("<keyName>mine<")
                .contains(PUBLIC_KEY);
    }

    /** VPC user guide, "Security group rules". */
    @Test
    void aRuleLetsOneReachTheOther() throws Exception {
        String first = launch();
        String second = launch();
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ec2/security-groups");
        tab.sees("default VPC security group");
        Look.accessible(tab);
        tab.click("Can A reach B?");
        ask(tab, "203.0.113.1", second);
        tab.sees("203.0.113.1 does not reach " + second + " on tcp 22");
        tab.sees("No inbound rule of it has tcp 22 with 203.0.113.1");
        Look.shot(tab, "reach");
        ask(tab, first, second);
        tab.sees(first + " reaches " + second + " on tcp 22");

        tab.open(server.uri() + "/console/ec2/security-groups");
        tab.click(tab.until("document.querySelector('#listed tbody a')?.textContent")
                .asText());
        tab.fill("Ports", "22");
        tab.fill("Addresses or group", "nonsense");
        tab.click("Add rule");
        tab.sees("InvalidParameterValue");
        tab.fill("Addresses or group", "0.0.0.0/0");
        tab.click("Add rule");
        tab.sees("The rule holds from now on.");
        Look.shot(tab, "security-group");
        tab.open(server.uri() + "/console/ec2/reach");
        ask(tab, "203.0.113.1", second);
        tab.sees("203.0.113.1 reaches " + second + " on tcp 22");
        tab.sees("lets 0.0.0.0/0 pass");
        tab.click("Security groups");
        tab.click(tab.until("document.querySelector('#listed tbody a')?.textContent")
                .asText());
        tab.click("Take off");
        tab.sees("Take off the rule all all 0.0.0.0/0?");
        tab.click("Take off");
        tab.sees("Nothing may go out.");
        tab.open(server.uri() + "/console/ec2/reach?from=nobody&to=" + second);
        tab.sees(
                "neither an instance, a file system with mount targets, a load balancer, a network interface, nor an address");
    }

    private static void ask(Tab tab, String from, String to) throws Exception {
        tab.fill("From", from);
        tab.fill("To", to);
        tab.fill("Port", "22");
        tab.click("Ask");
    }

    @Test
    void aVpcIsAMap() throws Exception {
        launch();
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ec2/vpcs");
        tab.sees("available");
        tab.click(tab.until("document.querySelector('#listed tbody a')?.textContent")
                .asText());
        tab.sees("From subnets to the ways out");
        assertThat(tab.evaluate("document.querySelector('svg.map').ariaLabel").asText())
                .matches("[1-9] subnets, 1 route tables, ways out: igw-.*");
        Look.shot(tab, "vpc");
    }

    /** Elastic Load Balancing, "Health checks": OutOfService until the first success. */
    @Test
    void aLoadBalancerShowsWhomItSendsTo() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/elb");
        tab.sees("There is no load balancer.");
        assertThat(server.elb(
                                "Action=CreateLoadBalancer&LoadBalancerName=db&AvailabilityZones.member.1=us-east-1a"
                                        + "&Listeners.member.1.Protocol=TCP&Listeners.member.1.LoadBalancerPort=3306&Listeners.member.1.InstancePort=3306")
                        .statusCode())
                .isEqualTo(200);
        String id = launch();
        server.elb("Action=RegisterInstancesWithLoadBalancer&LoadBalancerName=db&Instances.member.1.InstanceId=" + id);
        tab.sees("TCP 3306");
        tab.click("db");
        tab.sees(id);
        tab.sees("Service");
        Look.shot(tab, "load-balancer");
        assertThat(tab.evaluate("['vpcs/vpc-', 'security-groups/sg-'].every((each) =>"
                                + " document.querySelector(`#facts a[href^='/console/ec2/${each}']`))")
                        .asBoolean())
                .as("what it stands in is a click away")
                .isTrue();
        tab.click("Delete");
        tab.sees("are cut off");
        tab.click("Delete");
        tab.sees("There is no load balancer.");
    }

    /** API_CreateService, loadBalancers and healthCheckGracePeriodSeconds. */
    @Test
    void aServiceIsPutBehindALoadBalancer() throws Exception {
        server.ecs("CreateCluster", "{\"clusterName\":\"default\"}");
        server.ecs(
                "RegisterTaskDefinition",
                "{\"family\":\"db\",\"volumes\":[{\"name\":\"data\",\"host\":{\"sourcePath\":\"/mnt/efs/db\"}}],"
                        + "\"containerDefinitions\":[{\"name\":\"engine\",\"image\":\"mysql\",\"memory\":64,"
                        + "\"portMappings\":[{\"hostPort\":3306,\"containerPort\":3306}],"
                        + "\"mountPoints\":[{\"sourceVolume\":\"data\",\"containerPath\":\"/var/lib/mysql\"}]}]}");
        server.elb(
                "Action=CreateLoadBalancer&LoadBalancerName=front&AvailabilityZones.member.1=us-east-1a"
                        + "&Listeners.member.1.Protocol=TCP&Listeners.member.1.LoadBalancerPort=3306&Listeners.member.1.InstancePort=3306");
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ecs/create-service?definition=db:1");
        tab.fill("Service name", "db");
        tab.click("Load balancer (optional)");
        tab.fill("Load balancer name", "front");
        assertThat(tab.evaluate("tester.field('Health check grace period').value")
                        .asText())
                .as("a database's first start takes its time")
                .isEqualTo("300");
        Look.accessible(tab);
        tab.fill("Health check grace period", "120");
        tab.click("Create Service");
        tab.sees("Service db was created.");
        tab.sees("front to engine, port 3306");
        assertThat(server.ecs("DescribeServices", "{\"services\":[\"db\"]}").body())
                .contains("\"loadBalancerName\":\"front\"", "\"healthCheckGracePeriodSeconds\":120");
    }

    /** Auto Scaling user guide, "Set capacity limits": the desired capacity is kept by launching and terminating. */
    @Test
    void aGroupIsResized() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ec2/auto-scaling-groups");
        tab.sees("There is no Auto Scaling group.");
        server.autoScaling(
                "Action=CreateLaunchConfiguration&LaunchConfigurationName=lc&InstanceType=t3.micro&ImageId=" + image());
        assertThat(server.autoScaling(
                                "Action=CreateAutoScalingGroup&AutoScalingGroupName=fleet&LaunchConfigurationName=lc&MinSize=0&MaxSize=3&DesiredCapacity=1&AvailabilityZones.member.1=us-east-1a")
                        .statusCode())
                .isEqualTo(200);
        tab.click("fleet");
        tab.click("Activities");
        tab.sees("Launching a new EC2 instance");
        tab.sees("Successful");
        Look.accessible(tab);
        tab.click("Instances");
        tab.sees("1 of 1 instances");
        tab.fill("Desired capacity", "2");
        tab.click("Set");
        tab.sees("The group is to have 2 instances.");
        tab.sees("2 of 2 instances");
        tab.until("document.querySelectorAll('#shown .status.good').length === 2");
        Look.shot(tab, "auto-scaling-group");
        tab.click("Policies");
        tab.sees("It has no policy.");
        tab.click("Instances");
        tab.click(tab.until("document.querySelector('#shown tbody a')?.textContent")
                .asText());
        becomes(tab, "running");
        tab.click("Stop");
        tab.sees("The Auto Scaling group fleet terminates it then, with what is on its own disk");
    }

    /** IAM decides what of the network is shown. */
    @Test
    void whoMayNotIsToldSo() throws Exception {
        String id = launch();
        Tab tab = browser.tab();
        Visitors.signIn(server, tab, "[\"ec2:DescribeInstances\"]");
        tab.open(server.uri() + "/console/ec2/instances/" + id + "?tab=status");
        tab.sees("not authorized to perform");
        tab.sees("Ask whoever keeps the account's IAM policies");
        tab.click("Terminate");
        tab.sees("This needs ec2:TerminateInstances on arn:aws:ec2:us-east-1:123456789012:instance/" + id);
        tab.open(server.uri() + "/console/ec2/reach");
        tab.sees("UnauthorizedOperation");
    }

    private String launch() throws Exception {
        return found(
                server.ec2("Action=RunInstances&MinCount=1&MaxCount=1&ImageId=" + Uri.encode(image()))
                        .body(),
                "<instanceId>(i-[^<]+)<");
    }

    private String image() throws Exception {
        return found(server.ec2("Action=DescribeImages").body(), "<imageId>(ami-[^<]+)<");
    }

    private static String found(String xml, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(xml);
        assertThat(matcher.find()).as(xml).isTrue();
        return matcher.group(1);
    }
}
