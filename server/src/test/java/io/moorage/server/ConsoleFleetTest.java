package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.base.sigv4.Uri;
import io.moorage.browser.Look;
import io.moorage.browser.Tab;
import org.junit.jupiter.api.Test;

/** Load balancers and Auto Scaling groups in the console, in a browser. */
final class ConsoleFleetTest extends ConsoleInBrowser {
    /** Elastic Load Balancing, "Health checks": OutOfService until the first success. */
    @Test
    void aLoadBalancerShowsWhomItSendsTo() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/elb");
        tab.sees("There is no load balancer.");
        assertThat(server.elb(
                                "Action=CreateLoadBalancer&LoadBalancerName=db&AvailabilityZones.member.1=us-east-1a"
                                        + "&AvailabilityZones.member.2=us-east-1b&AvailabilityZones.member.3=us-east-1c"
                                        + "&Listeners.member.1.Protocol=TCP&Listeners.member.1.LoadBalancerPort=3306&Listeners.member.1.InstancePort=3306")
                        .statusCode())
                .isEqualTo(200);
        String id = launch();
        server.elb("Action=RegisterInstancesWithLoadBalancer&LoadBalancerName=db&Instances.member.1.InstanceId=" + id);
        tab.sees("TCP 3306");
        tab.click("db");
        tab.sees(id);
        fares(tab, "InService", "good");
        server.balancers().sick(id, true);
        fares(tab, "OutOfService", "bad");
        tab.sees("Instance has failed at least the UnhealthyThreshold number of health checks consecutively.");
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

    private static void fares(Tab tab, String state, String kind) throws Exception {
        assertThat(tab.until("document.querySelector('#targets .status." + kind + "')?.textContent === '" + state + "'")
                        .asBoolean())
                .as(state)
                .isTrue();
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
        tab.click("Change least and most");
        tab.fill("Most", "5");
        tab.click("Save");
        tab.sees("The group may have 0 to 5 instances.");
        tab.sees("0 to 5");
        tab.click("Instances");
        tab.click(tab.until("document.querySelector('#shown tbody a')?.textContent")
                .asText());
        tab.until("document.querySelector('#facts .status')?.textContent === 'running'");
        tab.click("Stop");
        tab.sees("The Auto Scaling group fleet terminates it then, with what is on its own disk");
    }

    private String launch() throws Exception {
        return Visitors.between(
                server.ec2("Action=RunInstances&MinCount=1&MaxCount=1&ImageId=" + Uri.encode(image()))
                        .body(),
                "<instanceId>");
    }

    private String image() throws Exception {
        return Visitors.between(server.ec2("Action=DescribeImages").body(), "<imageId>");
    }
}
