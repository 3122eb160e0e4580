package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.browser.Look;
import io.moorage.browser.Tab;
import org.junit.jupiter.api.Test;

/** Clusters and what is in them in the console, in a browser. */
final class ConsoleClusterTest extends ConsoleInBrowser {
    /** IAM user guide, "Troubleshoot access denied error messages": the sentence says who may not do what on what. */
    @Test
    void whoMayLittleIsToldSoInPlace() throws Exception {
        server.ecs("CreateCluster", "{\"clusterName\":\"seen\"}");
        Tab tab = browser.tab();
        Visitors.signIn(server, tab, "[\"ecs:ListClusters\",\"ecs:DescribeClusters\"]");
        String who = "User: arn:aws:iam::123456789012:user/ada is not authorized to perform: ";
        tab.sees(who + "elasticfilesystem:DescribeFileSystems");

        tab.click("Clusters");
        tab.click("seen");
        tab.sees("ACTIVE");
        tab.sees(who + "ecs:ListServices");
        Look.accessible(tab);
        tab.click("Delete cluster");
        tab.sees(
                "This needs ecs:DeleteCluster on arn:aws:ecs:us-east-1:123456789012:cluster/seen, and is refused because");
        tab.sees("Ask whoever keeps the account's IAM policies");
        tab.click("Close");
        assertThat(server.ecs("DescribeClusters", "{\"clusters\":[\"seen\"]}").body())
                .contains("\"ACTIVE\"");
    }

    /** UI Events, "click": it is of what the button was pressed on and let go over, so that must be the same. */
    @Test
    void whatIsPressedStaysUntilItIsLetGo() throws Exception {
        server.ecs("CreateCluster", "{\"clusterName\":\"first\"}");
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ecs/clusters");
        tab.sees("first");
        Tab.Press press = tab.hold("first");
        server.ecs("CreateCluster", "{\"clusterName\":\"second\"}");
        assertThat(tab.until("performance.getEntriesByType('resource').some((e) => e.name === location.href)")
                        .asBoolean())
                .as("the change has come")
                .isTrue();
        tab.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
        press.release();
        tab.sees("No service runs in this cluster.");
    }

    @Test
    void whatIsMadeElsewhereAppearsByItself() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/stacks");
        tab.sees("There is no stack.");
        Beginnings.makeStack(server);
        tab.sees("CREATE_COMPLETE");
        tab.click("files");
        tab.sees("AWS::EFS::FileSystem");
        Look.accessible(tab);
        tab.click("File systems");
        tab.sees("efs-docker");
        tab.click(tab.evaluate("document.querySelector('tbody a').textContent").asText());
        tab.sees("us-east-1");
        tab.click("Access points");
        tab.sees("It has no access point.");
        Look.accessible(tab);
        tab.click("Security groups");
        tab.sees("default VPC security group");
        tab.click("Auto Scaling groups");
        tab.sees("There is no Auto Scaling group.");
        tab.open(server.uri() + "/console/efs/fs-00000000000000000");
        tab.sees("FileSystemNotFound");
    }

    /** ECS API reference, ListTasks, "maxResults": at most 100 at once, and {@code nextToken} leads on. */
    @Test
    void longListsComeAPieceAtATime() throws Exception {
        server.ecs("CreateCluster", "{\"clusterName\":\"default\"}");
        Beginnings.launchTwo(server);
        server.ecs(
                "RegisterTaskDefinition",
                "{\"family\":\"many\",\"containerDefinitions\":[{\"name\":\"c\",\"image\":\"app\",\"memory\":6}]}");
        server.ecs("CreateService", "{\"serviceName\":\"many\",\"taskDefinition\":\"many\",\"desiredCount\":210}");
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ecs/clusters/default?tab=tasks");
        tab.seesInTime("100 at a time");
        String first = tab.evaluate("document.querySelector('#listed tbody a').textContent")
                .asText();
        Look.accessible(tab);
        tab.click("Next");
        tab.until("location.search.includes('tasks-token=') && document.querySelector('#listed tbody a')");
        assertThat(tab.evaluate("document.querySelector('#listed tbody a').textContent > '" + first + "'")
                        .asBoolean())
                .isTrue();
        tab.click("First");
        tab.fill("Family", "none");
        tab.click("Show");
        tab.sees("None is so.");
    }

    /** ECS developer guide, "minimumHealthyPercent" and "maximumPercent": with 0 and 100 the old task stops before a new one starts. */
    @Test
    void aSingleWriterIsOneTask() throws Exception {
        server.ecs("CreateCluster", "{\"clusterName\":\"default\"}");
        server.ecs(
                "RegisterTaskDefinition",
                "{\"family\":\"db\",\"volumes\":[{\"name\":\"data\",\"host\":{\"sourcePath\":\"/mnt/efs/db\"}}],"
                        + "\"containerDefinitions\":[{\"name\":\"c\",\"image\":\"app\",\"memory\":6,"
                        + "\"mountPoints\":[{\"sourceVolume\":\"data\",\"containerPath\":\"/data\"}]}]}");
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ecs/create-service?definition=db");
        tab.sees("This task keeps data on a volume.");
        tab.fill("Service name", "db");
        tab.fill("Number of tasks", "2");
        tab.click("Create Service");
        tab.sees("A single writer is one task: Number of tasks must be 1 or 0.");
        assertThat(tab.evaluate("tester.field('Service name').value + tester.field('Number of tasks').value")
                        .asText())
                .as("what was typed can be mended")
                .isEqualTo("db2");
        assertThat(server.ecs("ListServices", "{}").body()).doesNotContain("service/");
        Look.accessible(tab);
        tab.fill("Number of tasks", "1");
        tab.click("Create Service");
        tab.sees("Service db was created.");
        assertThat(server.ecs("DescribeServices", "{\"services\":[\"db\"]}").body())
                .contains("\"minimumHealthyPercent\":0", "\"maximumPercent\":100");
    }

    /** Each says what it is that is not there, and the next click. */
    @Test
    void whereThereIsNothingYet() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ecs/clusters");
        tab.sees("There is no cluster yet. Create one here by its name");
        Look.accessible(tab);
        tab.open(server.uri() + "/console/ecs/task-definitions");
        tab.sees("There is no task definition yet.");
        Look.accessible(tab);
        tab.click("Deregistered");
        tab.sees("No task definition is deregistered.");
        server.ecs(
                "RegisterTaskDefinition",
                "{\"family\":\"app\",\"containerDefinitions\":[{\"name\":\"c\",\"image\":\"app\",\"memory\":6}]}");
        for (String form : new String[] {"run-task", "create-service"}) {
            tab.open(server.uri() + "/console/ecs/" + form + "?definition=app");
            tab.sees("There is no cluster yet.");
        }
        Look.accessible(tab);
        tab.click("Clusters");
        tab.fill("Cluster name", "empty");
        tab.click("Create cluster");
        tab.sees("No service runs in this cluster.");
        tab.sees("Choose a task definition's revision, then Create Service.");
        tab.click("Tasks");
        tab.sees("No task runs here.");
        tab.click("Running");
        tab.sees("No task runs here.");
        tab.click("Stopped");
        tab.sees("No task has stopped in the last hour.");
        tab.click("Container instances");
        tab.sees("No instance has joined this cluster.");
        tab.sees("whose user data writes ECS_CLUSTER=empty to /etc/ecs/ecs.config");
        Look.accessible(tab);

        tab.click("Delete cluster");
        tab.click("Delete cluster");
        tab.sees("Cluster empty was deleted.");
        for (String none : new String[] {"empty", "never"}) {
            tab.open(server.uri() + "/console/ecs/clusters/" + none);
            tab.sees("There is no cluster " + none + ".");
        }
        tab.click("All clusters");
        tab.sees("There is no cluster yet.");
    }

    /** API_ContainerInstance: "registeredResources", "remainingResources", "agentConnected". */
    @Test
    void whatAnInstanceHasAndWhatIsLeftOfIt() throws Exception {
        server.ecs("CreateCluster", "{\"clusterName\":\"default\"}");
        Beginnings.launchTwo(server);
        server.ecs(
                "RegisterTaskDefinition",
                "{\"family\":\"dns\",\"containerDefinitions\":[{\"name\":\"c\",\"image\":\"app\",\"memory\":100,\"cpu\":256,\"portMappings\":["
                        + "{\"hostPort\":8053,\"containerPort\":53},{\"hostPort\":5353,\"containerPort\":53,\"protocol\":\"udp\"}]}]}");
        server.ecs(
                "CreateService",
                "{\"serviceName\":\"dns\",\"taskDefinition\":\"dns\",\"desiredCount\":1,\"placementConstraints\":[{\"type\":\"distinctInstance\"}]}");
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ecs/clusters/default?tab=instances");
        tab.sees("8053, 5353/udp");
        String used =
                "[...document.querySelectorAll('#listed tbody tr')].find((row) => row.innerText.includes('8053'))";
        String machine =
                tab.evaluate(used + ".querySelectorAll('code')[1].textContent").asText();
        assertThat(tab.evaluate(used + ".innerText").asText()).contains("256 of ", "100 of ", "connected");
        Look.shot(tab, "instances");
        tab.click(tab.evaluate(used + ".querySelector('a').textContent").asText());
        tab.sees("Host ports, UDP");
        JsonNode told = new ObjectMapper()
                .readTree(server.ecs(
                                "DescribeContainerInstances",
                                "{\"containerInstances\":[\""
                                        + tab.evaluate("location.pathname.split('/').at(-1)")
                                                .asText() + "\"]}")
                        .body())
                .at("/containerInstances/0");
        int cpu = told.at("/registeredResources/0/integerValue").asInt();
        int memory = told.at("/registeredResources/1/integerValue").asInt();
        assertThat(tab.evaluate(
                                "[...document.querySelectorAll('#resources tbody tr')].map((row) => row.innerText.replace(/\\s+/g, ' ').trim()).join('|')")
                        .asText())
                .matches(
                        "CPU units " + cpu + " 256 " + (cpu - 256) + "\\|Memory \\(MiB\\) " + memory + " 100 "
                                + (memory - 100)
                                + "\\|Host ports, TCP all but 22, [0-9, ]+ 8053 all others\\|Host ports, UDP all 5353 all others");
        Look.shot(tab, "instance");
        tab.click("Attributes");
        tab.sees("ecs.availability-zone=us-east-1");

        server.kill(machine);
        tab.sees("disconnected");
        tab.open(server.uri() + "/console/ecs/clusters/default/instances/0123456789abcdef0123456789abcdef");
        tab.sees("This container instance is gone.");
        tab.click("Failovers");
        tab.sees("Failovers");
    }
}
