package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.browser.Look;
import io.moorage.browser.Tab;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A service in the console: what is set is what ECS tells, and what became of it is seen. */
final class ConsoleServiceTest extends ConsoleInBrowser {
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final ObjectMapper json = new ObjectMapper();

    /** ECS API reference, CreateService and UpdateService: each field of the two forms, told by DescribeServices. */
    @Test
    void whatIsSetIsWhatDescribeServicesTells() throws Exception {
        define("web", "{\"name\":\"c\",\"image\":\"app\",\"memory\":6}");
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ecs/create-service?definition=web");
        tab.fill("Service name", "shop");
        tab.fill("Number of tasks", "3");
        tab.tick("Terminal into its containers");
        tab.fill("Minimum healthy percent", "50");
        tab.fill("Maximum percent", "150");
        tab.tick("Roll back when its tasks do not start");
        tab.fill("Placement template", "AZ balanced BinPack");
        tab.tick("One task per host");
        tab.fill("Only on instances that match", "attribute:rack == a");
        Look.shot(tab, "create-service");
        tab.click("Create Service");
        tab.sees("Service shop was created.");

        JsonNode made = service("shop");
        assertThat(made.path("desiredCount").asInt()).isEqualTo(3);
        assertThat(made.path("enableExecuteCommand").asBoolean()).isTrue();
        assertThat(made.path("deploymentConfiguration").toString())
                .contains(
                        "\"deploymentCircuitBreaker\":{\"enable\":true,\"rollback\":true}",
                        "\"maximumPercent\":150",
                        "\"minimumHealthyPercent\":50");
        assertThat(made.path("placementStrategy").toString())
                .isEqualTo(
                        "[{\"type\":\"spread\",\"field\":\"attribute:ecs.availability-zone\"},{\"type\":\"binpack\",\"field\":\"memory\"}]");
        assertThat(made.path("placementConstraints").toString())
                .isEqualTo(
                        "[{\"type\":\"distinctInstance\"},{\"type\":\"memberOf\",\"expression\":\"attribute:rack == a\"}]");
        for (String told : new String[] {
            "50 % to 150 %",
            "on, rolls back",
            "spread(attribute:ecs.availability-zone), binpack(memory), one task per host, attribute:rack == a",
            "launch type EC2"
        }) {
            tab.sees(told);
        }

        tab.click("Update");
        tab.sees("Update shop");
        assertThat(tab.evaluate(
                                "['Number of tasks', 'Minimum healthy percent', 'Maximum percent', 'Placement template',"
                                        + " 'Only on instances that match'].map((each) => tester.field(each).value).join()")
                        .asText())
                .isEqualTo("3,50,150,az-binpack,attribute:rack == a");
        tab.fill("Number of tasks", "2");
        tab.tick("Terminal into its containers");
        tab.fill("Minimum healthy percent", "0");
        tab.fill("Maximum percent", "100");
        tab.tick("Roll back when its tasks do not start");
        tab.fill("Placement template", "ECS's default: spread over zones");
        tab.tick("One task per host");
        tab.fill("Only on instances that match", "");
        tab.tick("Force new deployment");
        Look.shot(tab, "update-service");
        tab.click("Update");
        tab.sees("Service shop is being updated.");

        JsonNode updated = service("shop");
        assertThat(updated.path("desiredCount").asInt()).isEqualTo(2);
        assertThat(updated.path("enableExecuteCommand").asBoolean()).isFalse();
        assertThat(updated.path("deploymentConfiguration").toString())
                .contains(
                        "{\"enable\":false,\"rollback\":false}",
                        "\"maximumPercent\":100",
                        "\"minimumHealthyPercent\":0");
        assertThat(updated.path("placementStrategy")).isEmpty();
        assertThat(updated.path("placementConstraints")).isEmpty();
        assertThat(updated.at("/deployments/0/id").asText())
                .as("forced")
                .isNotEqualTo(made.at("/deployments/0/id").asText());
    }

    /** UpdateService, "If ... is not specified, the existing ... isn't changed": what has no field in the form stays. */
    @Test
    void whatTheFormDoesNotKnowStaysAndWhatIsRefusedCanBeMended() throws Exception {
        define("web", "{\"name\":\"c\",\"image\":\"app\",\"memory\":6}");
        make("shop", "\"desiredCount\":0,\"placementStrategy\":[{\"type\":\"spread\",\"field\":\"attribute:rack\"}]");
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ecs/clusters/default/services/shop/update");
        tab.sees("As it is");
        tab.fill("Number of tasks", "1");
        tab.fill("Task definition", "web:9");
        tab.click("Update");
        tab.sees("ClientException TaskDefinition not found.");
        assertThat(tab.evaluate("tester.field('Number of tasks').value + tester.field('Task definition').value")
                        .asText())
                .isEqualTo("1web:9");
        tab.fill("Task definition", "web:1");
        tab.click("Update");
        tab.sees("Service shop is being updated.");
        assertThat(service("shop").path("placementStrategy").toString()).contains("attribute:rack");
        assertThat(service("shop").path("desiredCount").asInt()).isEqualTo(1);

        tab.open(server.uri() + "/console/ecs/create-service?definition=web:1");
        tab.fill("Service name", "shop");
        tab.click("Create Service");
        tab.sees("Creation of service was not idempotent.");
        tab.sees("Choose another name, or update the one there is.");
        assertThat(tab.evaluate("tester.field('Service name').value").asText()).isEqualTo("shop");
        Look.accessible(tab);
    }

    /** CreateService, "loadBalancers" and "healthCheckGracePeriodSeconds". */
    @Test
    void theLoadBalancerWithItsGracePeriod() throws Exception {
        define(
                "web",
                "{\"name\":\"c\",\"image\":\"app\",\"memory\":6,\"portMappings\":[{\"hostPort\":80,\"containerPort\":8080}]}");
        assertThat(server.elb(
                                "Action=CreateLoadBalancer&LoadBalancerName=door&AvailabilityZones.member.1=us-east-1a"
                                        + "&Listeners.member.1.Protocol=TCP&Listeners.member.1.LoadBalancerPort=80&Listeners.member.1.InstancePort=80")
                        .statusCode())
                .isEqualTo(200);
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ecs/create-service?definition=web");
        tab.fill("Service name", "shop");
        tab.click("Load balancer (optional)");
        tab.fill("Load balancer name", "door");
        tab.fill("Health check grace period", "90");
        tab.click("Create Service");
        tab.sees("door to c, port 8080, grace period 90 s");
        JsonNode made = service("shop");
        assertThat(made.at("/loadBalancers/0").toString())
                .isEqualTo("{\"loadBalancerName\":\"door\",\"containerName\":\"c\",\"containerPort\":8080}");
        assertThat(made.path("healthCheckGracePeriodSeconds").asInt()).isEqualTo(90);

        tab.click("Update");
        tab.fill("Health check grace period", "45");
        tab.click("Update");
        tab.sees("grace period 45 s");
        assertThat(service("shop").path("healthCheckGracePeriodSeconds").asInt())
                .isEqualTo(45);
        tab.click("door");
        tab.sees("TCP:80");
    }

    /** The tag moorage:single-writer, at creation and after. */
    @Test
    void aSingleWriterIsTaggedSo() throws Exception {
        define(
                "db",
                "{\"name\":\"c\",\"image\":\"app\",\"memory\":6,\"mountPoints\":[{\"sourceVolume\":\"data\",\"containerPath\":\"/data\"}]}");
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ecs/create-service?definition=db");
        tab.fill("Service name", "db");
        tab.click("Create Service");
        tab.sees("Service db was created.");
        assertThat(service("db").path("tags").toString())
                .isEqualTo("[{\"key\":\"moorage:single-writer\",\"value\":\"true\"}]");
        assertThat(tab.evaluate("document.querySelector('#state .facts').innerText")
                        .asText())
                .contains("Single writer\nyes");

        tab.click("Update");
        tab.sees("the file servers refuse whatever another machine would write there");
        tab.click("Let several write");
        tab.sees("db is no single writer any more.");
        assertThat(service("db").path("tags")).isEmpty();
        tab.click("Update");
        tab.click("Make it a single writer");
        tab.sees("db is a single writer");
        assertThat(service("db").path("tags").toString()).contains("moorage:single-writer");
    }

    /** API_Deployment, "rolloutState", "failedTasks"; API_ServiceEvent; and the chart, which the server's own notes make. */
    @Test
    void aDeploymentThatFailsIsSeenToFail() throws Exception {
        define("web", "{\"name\":\"c\",\"image\":\"app\",\"memory\":6}");
        Beginnings.launchTwo(server);
        make(
                "shop",
                "\"desiredCount\":2,\"deploymentConfiguration\":{\"deploymentCircuitBreaker\":{\"enable\":true,\"rollback\":false}}");
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ecs/clusters/default/services/shop");
        tab.sees("2 of 2 running");
        assertThat(tab.becomes(
                        "/Desired[^]*2[^]*Running[^]*2/.test(document.querySelector('#chart table')?.textContent ?? '')"
                                + " && document.querySelectorAll('#chart svg path').length >= 2",
                        BOUND))
                .as("the chart tells of two desired and two running")
                .isTrue();
        assertThat(tab.becomes(deployment("Rollout") + " === 'COMPLETED'", BOUND))
                .isTrue();
        tab.sees("has reached a steady state");
        tab.fill("Filter Events", "has started 2 tasks");
        assertThat(tab.until(
                                "document.querySelectorAll('#events tbody tr').length === 1 && document.querySelector('#events tbody tr').textContent")
                        .asText())
                .contains("has started 2 tasks");
        assertThat(tab.evaluate(
                                "[...document.querySelectorAll('#events td a')].map((e) => e.pathname.endsWith('/tasks/' + e.textContent)).join()")
                        .asText())
                .isEqualTo("true,true");

        define("web", "{\"name\":\"c\",\"image\":\"missing/app\",\"memory\":6}");
        server.ecs("UpdateService", "{\"service\":\"shop\",\"taskDefinition\":\"web:2\"}");
        assertThat(tab.becomes(deployment("Rollout") + ".startsWith('FAILED')", Duration.ofMinutes(2)))
                .as("%s", tab.text())
                .isTrue();
        assertThat(tab.evaluate("Number(" + deployment("Failed") + ")").asInt()).isPositive();
        tab.sees("tasks failed to start");
        tab.click("Stopped");
        tab.sees("CannotPullContainerError");
        Look.shot(tab, "service-failed");
    }

    /** DescribeServices tells of a deleted one for an hour; one that never was is MISSING. */
    @Test
    void servicesThatAreGoneOrSayNothing() throws Exception {
        define("web", "{\"name\":\"c\",\"image\":\"app\",\"memory\":6}");
        make("idle", "\"desiredCount\":1");
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ecs/clusters/default/services/idle");
        tab.sees("was unable to place a task");
        tab.sees("The service has no task.");
        Look.accessible(tab);
        tab.click("Delete");
        tab.click("Delete");
        tab.sees("Service idle is being deleted.");
        tab.open(server.uri() + "/console/ecs/clusters/default/services/idle");
        tab.sees("This service was deleted.");
        assertThat(tab.evaluate("!!(tester.clickable('Update') || tester.clickable('Delete'))")
                        .asBoolean())
                .isFalse();
        Look.accessible(tab);

        tab.open(server.uri() + "/console/ecs/clusters/default/services/never");
        tab.sees("ServiceNotFoundException The service never was not found.");
        tab.sees("Create it anew from a task definition's revision.");
        tab.open(server.uri() + "/console/ecs/clusters/none/services/never");
        tab.sees("ClusterNotFoundException Cluster not found.");
        tab.sees("Choose one of the clusters there are, or create this one first.");
    }

    /** An external controller makes its own task sets: without one there is nothing to tell of. And capacity providers, in the cluster and the service. */
    @Test
    void whatNobodyHasDeployedAndWhereCapacityComesFrom() throws Exception {
        define("web", "{\"name\":\"c\",\"image\":\"app\",\"memory\":6}");
        server.ecs(
                "CreateService",
                "{\"serviceName\":\"own\",\"desiredCount\":0,\"deploymentController\":{\"type\":\"EXTERNAL\"}}");
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ecs/clusters/default/services/own");
        tab.sees("Nothing is deployed.");
        tab.sees("The service has no task.");
        Look.accessible(tab);
        tab.click("Update");
        tab.fill("Minimum healthy percent", "10");
        tab.click("Update");
        tab.sees("10 % to 200 %");

        String image = Visitors.between(server.ec2("Action=DescribeImages").body(), "<imageId>");
        server.autoScaling(
                "Action=CreateLaunchConfiguration&LaunchConfigurationName=lc&InstanceType=t3.micro&ImageId=" + image);
        server.autoScaling("Action=CreateAutoScalingGroup&LaunchConfigurationName=lc&MinSize=0&MaxSize=0"
                + "&AvailabilityZones.member.1=us-east-1a&AutoScalingGroupName=g");
        String group = Visitors.between(
                server.autoScaling("Action=DescribeAutoScalingGroups").body(), "<AutoScalingGroupARN>");
        server.ecs(
                "CreateCapacityProvider",
                "{\"name\":\"fleet\",\"autoScalingGroupProvider\":{\"autoScalingGroupArn\":\"" + group + "\"}}");
        server.ecs(
                "PutClusterCapacityProviders",
                "{\"cluster\":\"default\",\"capacityProviders\":[\"fleet\"],\"defaultCapacityProviderStrategy\":[{\"capacityProvider\":\"fleet\",\"weight\":2,\"base\":1}]}");
        server.ecs(
                "TagResource",
                "{\"resourceArn\":\"arn:aws:ecs:us-east-1:123456789012:cluster/default\",\"tags\":[{\"key\":\"team\",\"value\":\"a\"}]}");
        tab.open(server.uri() + "/console/ecs/clusters/default");
        tab.sees("Capacity providers: fleet. By default: fleet (base 1, weight 2). Tags: team=a");
        Look.accessible(tab);
        tab.open(server.uri() + "/console/ecs/create-service?definition=web");
        tab.fill("Service name", "shop");
        tab.click("Create Service");
        tab.sees("capacity providers: fleet (base 1, weight 2)");
    }

    /** Application Auto Scaling API reference, RegisterScalableTarget and PutScalingPolicy. */
    @Test
    void aServiceThatFollowsItsLoad() throws Exception {
        define("web", "{\"name\":\"c\",\"image\":\"app\",\"memory\":6}");
        make("shop", "\"desiredCount\":1");
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ecs/clusters/default/services/shop");
        tab.fill("Minimum tasks", "2");
        tab.fill("Maximum tasks", "6");
        tab.fill("Keep", "average memory");
        tab.fill("At (percent)", "70");
        tab.click("Scale");
        tab.sees("shop is scaled between 2 and 6 tasks.");
        tab.sees("memory at 70 %");
        Look.accessible(tab);
        String asked = "{\"ServiceNamespace\":\"ecs\",\"ResourceId\":\"service/default/shop\"}";
        assertThat(server.applicationAutoScaling("DescribeScalingPolicies", asked)
                        .body())
                .contains("ECSServiceAverageMemoryUtilization", "\"TargetValue\":70");
        tab.click("Stop scaling");
        tab.sees("Its scaling policies and their alarms are deleted: memory at 70 %.");
        tab.click("Stop scaling");
        tab.sees("shop is scaled no longer.");
        assertThat(server.applicationAutoScaling("DescribeScalableTargets", "{\"ServiceNamespace\":\"ecs\"}")
                        .body())
                .doesNotContain("service/default/shop");
    }

    /** What the first row of the deployments says in a column. */
    private static String deployment(String column) {
        return "(document.querySelector('#deployments td[data-title=\"" + column + "\"]')?.innerText.trim() ?? '')";
    }

    /** A revision of one container, with a volume {@code data}. */
    private void define(String family, String container) throws Exception {
        server.ecs("CreateCluster", "{\"clusterName\":\"default\"}");
        assertThat(server.ecs(
                                "RegisterTaskDefinition",
                                "{\"family\":\"" + family + "\",\"volumes\":["
                                        + (container.contains("data")
                                                ? "{\"name\":\"data\",\"host\":{\"sourcePath\":\"/mnt/efs/db\"}}"
                                                : "")
                                        + "],\"containerDefinitions\":[" + container + "]}")
                        .statusCode())
                .isEqualTo(200);
    }

    private void make(String name, String settings) throws Exception {
        String answer = server.ecs(
                        "CreateService",
                        "{\"serviceName\":\"" + name + "\",\"taskDefinition\":\"web\"," + settings + "}")
                .body();
        assertThat(answer).contains("\"ACTIVE\"");
    }

    private JsonNode service(String name) throws Exception {
        return json.readTree(server.ecs("DescribeServices", "{\"services\":[\"" + name + "\"],\"include\":[\"TAGS\"]}")
                        .body())
                .at("/services/0");
    }
}
