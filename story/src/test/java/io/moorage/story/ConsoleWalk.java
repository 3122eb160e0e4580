package io.moorage.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.browser.Look;
import io.moorage.browser.Tab;
import java.time.Duration;

/** The post's clicks, in one tab that shows the console. */
record ConsoleWalk(Tab tab, String endpoint) {
    static final String LOG_GROUP = "walk";
    private static final Duration BOUND = Duration.ofMinutes(1);
    private static final String SERVICE = "MySQL_Service";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The service's task that runs, on the service's page. */
    private static final String RUNNING =
            "[...document.querySelectorAll('#tasks tbody tr')].find((row) => row.querySelector('.status').textContent === 'RUNNING')"
                    + "?.querySelector('a')?";

    /** Deletes a service, and returns when none of the cluster's tasks runs any more. */
    void endService(String service) throws Exception {
        tab.click("Clusters");
        tab.click("default");
        tab.click(service);
        tab.click("Delete");
        tab.sees("What they wrote to file systems stays.");
        tab.click("Delete");
        tab.sees("Service " + service + " is being deleted.");
        tab.click("Tasks");
        holds(
                "location.search.includes('tab=tasks') && [...document.querySelectorAll('#listed tbody tr')]"
                        + ".every((row) => row.querySelector('.status').textContent === 'STOPPED')",
                "every task is STOPPED");
    }

    /** "Creating an ECS task definition", steps 1 to 15; and in its JSON, where its lines go. Returns its name with its revision. */
    String defineByWizard(String executionRole) throws Exception {
        tab.click("Task Definitions");
        tab.click("Create new task definition");
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
        tab.click("JSON");
        tab.fill("Task definition as JSON", withLogs(executionRole));
        tab.click("Form");
        tab.sees("Complete: ECS can be asked to register it.");
        Look.picture(tab, "wizard-360", Look.SMALL, false);
        tab.click("Add");
        tab.sees(" was created.");
        return tab.evaluate("document.body.innerText.match(/MySQL:[0-9]+(?= was created)/)[0]")
                .asText();
    }

    private String withLogs(String executionRole) throws Exception {
        ObjectNode definition = (ObjectNode) JSON.readTree(
                tab.evaluate("document.getElementById('definition').value").asText());
        definition.put("executionRoleArn", executionRole);
        ((ObjectNode) definition.path("containerDefinitions").path(0))
                .putObject("logConfiguration")
                .put("logDriver", "awslogs")
                .putObject("options")
                .put("awslogs-group", LOG_GROUP)
                .put("awslogs-region", "us-east-1")
                .put("awslogs-create-group", "true")
                .put("awslogs-stream-prefix", "console");
        return definition.toPrettyString();
    }

    /** "select the task you created from the list and choose Run task from the Actions menu". */
    void runTask() throws Exception {
        tab.click("Choose MySQL");
        tab.click("Actions");
        tab.click("Run task");
        tab.fill("Number of tasks", "1");
        tab.tick("Terminal into its containers");
        tab.click("Run task");
        tab.sees("is starting.");
        taskIs("RUNNING");
        tab.sees("3306 → 3306/tcp");
    }

    void stopTask() throws Exception {
        tab.click("Disconnect");
        tab.click(tab.evaluate("location.pathname.split('/').at(-2)").asText());
        tab.click("Stop");
        tab.sees("Its containers end: MySQL.");
        tab.click("Stop");
        taskIs("STOPPED");
    }

    private void taskIs(String status) throws Exception {
        holds("document.querySelector('#state .status')?.textContent === '" + status + "'", "the task is " + status);
    }

    /** "Creating a service", steps 2 to 7, behind the load balancer. */
    void createService(String definition) throws Exception {
        tab.click("Task Definitions");
        tab.click("MySQL");
        tab.click(definition);
        tab.click("Create Service");
        tab.sees("This task keeps data on a volume.");
        tab.fill("Service name", SERVICE);
        tab.fill("Number of tasks", "1");
        tab.tick("Terminal into its containers");
        tab.click("Load balancer (optional)");
        tab.fill(
                "Load balancer name",
                tab.evaluate("document.querySelector('#balancers option').value")
                        .asText());
        tab.click("Create Service");
        tab.sees("Service " + SERVICE + " was created.");
        tab.sees("1 of 1 running", BOUND);
    }

    /** Opens the page of the service, waits until a task of it runs that is not {@code former}, and returns that task's id. */
    String openService(String former) throws Exception {
        tab.click("Clusters");
        tab.click("default");
        tab.click(SERVICE);
        holds(RUNNING + ".textContent.replace('" + former + "', '')", "a task runs that is not " + former);
        return tab.evaluate(RUNNING + ".textContent").asText();
    }

    /** The name that the load balancer has, by its page. */
    String balancerName() throws Exception {
        tab.click("Load balancers");
        String name = "document.body.innerText.match(/[a-z0-9.-]+[.]elb[.]amazonaws[.]com/i)?.[0]";
        holds(name, "a load balancer is there");
        return tab.evaluate(name).asText();
    }

    /** A terminal into the one container of the task whose page is open. */
    void openTerminal() throws Exception {
        tab.click("Terminal");
        holds("document.getElementById('open')?.disabled === false", "the terminal is ready");
        tab.click("Connect");
        tab.sees("Connected.", BOUND);
    }

    void enter(String command) throws Exception {
        tab.type(command + "\r");
    }

    /** Clicks the first element of a selector as soon as it is there, and returns what is written on it. */
    String clickFirst(String selector) throws Exception {
        String text = "document.querySelector('" + selector + "')?.textContent.trim()";
        holds(text, selector + " is there");
        String name = tab.evaluate(text).asText();
        tab.click(name);
        return name;
    }

    void holds(String expression, String what) throws Exception {
        assertThat(tab.becomes("!!(" + expression + ")", BOUND))
                .as("%s; there is:%n%s", what, tab.text())
                .isTrue();
    }
}
