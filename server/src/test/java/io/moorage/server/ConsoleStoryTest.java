package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.browser.Look;
import io.moorage.browser.Tab;
import org.junit.jupiter.api.Test;

/** The clicks of "Using Amazon EFS to Persist Data from Amazon ECS Containers", in a browser. */
final class ConsoleStoryTest extends ConsoleInBrowser {
    /** The post's "copy and paste the following text in to the JSON tab". */
    private static final String PASTED = """
            {
              "family": "MySQL",
              "containerDefinitions": [
                {
                  "name": "MySQL",
                  "image": "mysql",
                  "cpu": 10,
                  "memory": 500,
                  "entryPoint": [],
                  "environment": [
                    {
                      "name": "MYSQL_ROOT_PASSWORD",
                      "value": "password"
                    }
                  ],
                  "command": [],
                  "portMappings": [
                    {
                      "hostPort": 3306,
                      "containerPort": 3306,
                      "protocol": "tcp"
                    }
                  ],
                  "volumesFrom": [],
                  "links": [],
                  "mountPoints": [
                    {
                      "sourceVolume": "efs",
                      "containerPath": "/var/lib/mysql",
                      "readOnly": false
                    }
                  ],
                  "essential": true
                }
              ],
              "volumes": [
                {
                  "name": "efs",
                  "host": {
                    "sourcePath": "/mnt/efs/mysql"
                  }
                }
              ]
            }""";

    /**
     * "Creating an ECS task definition" by form, steps 1 to 15, then by the JSON tab, "choose Run task from the Actions menu",
     * and "Creating a service", steps 1 to 7.
     */
    @Test
    void thePostsClicks() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/");
        tab.sees("Nothing runs yet");
        Look.shot(tab, "first");
        tab.click("Create a cluster");
        tab.sees("There is no cluster yet.");
        tab.fill("Cluster name", "default");
        tab.click("Create cluster");
        tab.sees("Cluster default was created.");
        Beginnings.launchTwo(server);

        tab.click("Container instances");
        tab.until("document.querySelectorAll('#listed tbody tr').length === 2");
        tab.click("Create new task definition");
        byForm(tab);
        JsonNode typed = Beginnings.definition(server, "MySQL:1");
        byPaste(tab);
        JsonNode pasted = Beginnings.definition(server, "MySQL:2");

        assertThat(pasted.path("containerDefinitions")).isEqualTo(typed.path("containerDefinitions"));
        assertThat(pasted.path("volumes")).isEqualTo(typed.path("volumes"));
        runTask(tab);
        createService(tab);
        drain(tab);
        endService(tab);
    }

    private void byForm(Tab tab) throws Exception {
        tab.fill("Task definition name", "MySQL");
        tab.click("Add volume");
        tab.fill("Name", "efs");
        tab.fill("Source path", "/mnt/efs/mysql");
        tab.click("Add container");
        tab.fill("Container name", "MySQL");
        tab.fill("Image", "mysql");
        tab.fill("Memory (MiB)", "500");
        tab.fill("CPU units", "10");
        tab.click("Add port mapping");
        tab.fill("Host port", "3306");
        tab.fill("Container port", "3306");
        tab.click("Add mount point");
        tab.fill("Source volume", "efs");
        tab.fill("Container path", "/var/lib/mysql");
        tab.click("Add environment variable");
        tab.fill("Key", "MYSQL_ROOT_PASSWORD");
        tab.fill("Value", "password");
        tab.sees("Values are kept as plain text.");
        tab.sees("Complete: ECS can be asked to register it.");
        Look.shot(tab, "wizard");
        tab.click("Add");
        tab.sees("MySQL:1 was created.");
    }

    private void byPaste(Tab tab) throws Exception {
        tab.click("Create new task definition");
        tab.click("JSON");
        tab.fill("Task definition as JSON", PASTED);
        assertThat(tab.evaluate("document.getElementById('definition').value").asText())
                .isEqualTo(PASTED);
        tab.click("Form");
        assertThat(tab.evaluate("tester.field('Container path').value").asText())
                .isEqualTo("/var/lib/mysql");
        assertThat(tab.evaluate("tester.field('Memory (MiB)').value").asText()).isEqualTo("500");
        assertThat(tab.evaluate("new FormData(document.getElementById('wizard')).get('definition')")
                        .asText())
                .as("what is sent is what was pasted")
                .isEqualTo(PASTED);
        tab.click("Add");
        tab.sees("MySQL:2 was created.");
    }

    private void runTask(Tab tab) throws Exception {
        tab.click("Choose MySQL");
        tab.click("Actions");
        tab.click("Run task");
        tab.fill("Number of tasks", "1");
        tab.click("Run task");
        tab.sees("is starting.");
        tab.sees("3306 → 3306/tcp");
        tab.until("document.querySelector('#state .status.good')?.textContent === 'RUNNING'");
        tab.sees("RUNNING");
        Look.shot(tab, "task");
        tab.click("Stop");
        tab.sees("Its containers end: MySQL.");
        tab.click("Stop");
        tab.sees("UserInitiated");
    }

    private void createService(Tab tab) throws Exception {
        tab.click("Task Definitions");
        tab.click("MySQL");
        tab.click("MySQL:1");
        tab.click("Create Service");
        tab.sees("This task keeps data on a volume.");
        tab.fill("Service name", "MySQL_Service");
        tab.fill("Number of tasks", "1");
        tab.click("Create Service");
        tab.sees("Service MySQL_Service was created.");
        tab.sees("1 of 1 running");
        tab.sees("has started 1 tasks");
        Look.shot(tab, "service");
        Beginnings.makeStack(server);
        tab.click("Overview");
        tab.sees("Where everything is");
        tab.sees("1 of 1");
        assertThat(tab.until("document.querySelector('svg.map').ariaLabel.startsWith('2 instances in ')"
                                + " && document.querySelectorAll('svg.map .wire').length === 2")
                        .asBoolean())
                .isTrue();
        Look.shot(tab, "overview");
    }

    /** ECS developer guide, "Draining Amazon ECS container instances": no new task is placed there until it is active again. */
    private void drain(Tab tab) throws Exception {
        tab.open(server.uri() + "/console/ecs/clusters/default?tab=instances");
        tab.click(tab.evaluate("document.querySelector('#listed tbody a').textContent")
                .asText());
        tab.sees("connected");
        tab.click("Drain");
        tab.sees("Services start theirs on other instances.");
        tab.click("Drain");
        tab.sees("The container instance is DRAINING.");
        tab.click("Activate");
        tab.sees("The container instance is ACTIVE.");
        tab.click(tab.evaluate("document.querySelector('#facts a').textContent").asText());
        tab.sees("Status checks");
        tab.sees("Terminate");
    }

    private void endService(Tab tab) throws Exception {
        tab.open(server.uri() + "/console/ecs/clusters/default/services/MySQL_Service");
        tab.click("Update");
        tab.fill("Number of tasks", "0");
        tab.click("Update");
        tab.sees("Its one task is stopped");
        tab.click("Update");
        tab.sees("0 of 0 running");
        tab.click("Delete");
        tab.sees("What they wrote to file systems stays.");
        tab.click("Delete");
        tab.sees("Service MySQL_Service is being deleted.");
        tab.sees("No service runs in this cluster.");
    }
}
