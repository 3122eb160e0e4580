package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.base.sigv4.Uri;
import io.moorage.server.browser.Chromium;
import io.moorage.server.browser.Tab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The clicks of "Using Amazon EFS to Persist Data from Amazon ECS Containers", in a browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConsoleStoryTest {
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

    private final ObjectMapper json = new ObjectMapper();
    private SimulatedServer server;
    private Chromium browser;

    @BeforeAll
    void start(@TempDir Path home, @TempDir Path profile) throws Exception {
        server = new SimulatedServer(home);
        browser = new Chromium(profile);
    }

    @AfterEach
    void reset() throws Exception {
        assertThat(server.page("POST", "reset").statusCode()).isEqualTo(200);
    }

    @AfterAll
    void stop() throws Exception {
        browser.close();
        server.close();
    }

    /**
     * "Creating an ECS task definition" by form, steps 1 to 15, then by the JSON tab, "choose Run task from the Actions menu",
     * and "Creating a service", steps 1 to 7.
     */
    @Test
    void thePostsClicks() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/");
        tab.sees("Nothing runs yet");
        shot(tab, "first");
        tab.click("Create a cluster");
        tab.sees("There is no cluster yet.");
        tab.fill("Cluster name", "default");
        tab.click("Create cluster");
        tab.sees("Cluster default was created.");
        launchTwo();

        tab.click("Container instances");
        tab.until("document.querySelectorAll('#listed tbody tr').length === 2");
        tab.click("Create new task definition");
        byForm(tab);
        JsonNode typed = definition("MySQL:1");
        byPaste(tab);
        JsonNode pasted = definition("MySQL:2");

        assertThat(pasted.path("containerDefinitions")).isEqualTo(typed.path("containerDefinitions"));
        assertThat(pasted.path("volumes")).isEqualTo(typed.path("volumes"));
        runTask(tab);
        createService(tab);
        drain(tab);
        endService(tab);
    }

    /** IAM user guide, "Troubleshoot access denied error messages": the sentence says who may not do what on what. */
    @Test
    void whoMayLittleIsToldSoInPlace() throws Exception {
        server.ecs("CreateCluster", "{\"clusterName\":\"seen\"}");
        server.iam("Action=CreateUser&UserName=ada");
        server.iam("Action=PutUserPolicy&UserName=ada&PolicyName=p&PolicyDocument="
                + Uri.encode(
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"ecs:ListClusters\","
                                + "\"ecs:DescribeClusters\"],\"Resource\":\"*\"}]}"));
        String key = server.iam("Action=CreateAccessKey&UserName=ada").body();
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/sign-in");
        tab.fill("Access key ID", between(key, "<AccessKeyId>"));
        tab.fill("Secret access key", between(key, "<SecretAccessKey>"));
        tab.click("Sign in");
        String who = "User: arn:aws:iam::123456789012:user/ada is not authorized to perform: ";
        tab.sees(who + "elasticfilesystem:DescribeFileSystems");

        tab.click("Clusters");
        tab.click("seen");
        tab.sees("ACTIVE");
        tab.sees(who + "ecs:ListServices");
        accessible(tab);
        tab.click("Delete cluster");
        tab.sees("Delete the cluster seen?");
        tab.click("Delete cluster");
        tab.sees(who + "ecs:DeleteCluster");
        tab.sees("Ask whoever keeps the account's IAM policies");
        tab.click("Back");
        tab.sees("Container instances");
        assertThat(server.ecs("DescribeClusters", "{\"clusters\":[\"seen\"]}").body())
                .contains("\"ACTIVE\"");
    }

    @Test
    void whatIsMadeElsewhereAppearsByItself() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/stacks");
        tab.sees("There is no stack.");
        makeStack();
        tab.sees("CREATE_COMPLETE");
        tab.click("files");
        tab.sees("AWS::EFS::FileSystem");
        accessible(tab);
        tab.click("File systems");
        tab.sees("efs-docker");
        tab.click(tab.evaluate("document.querySelector('tbody a').textContent").asText());
        tab.sees("us-east-1");
        tab.click("Access points");
        tab.sees("It has no access point.");
        accessible(tab);
        tab.click("Security groups");
        tab.sees("default VPC security group");
        tab.click("Auto Scaling groups");
        tab.sees("There is no Auto Scaling group.");
        tab.open(server.uri() + "/console/efs/fs-00000000000000000");
        tab.sees("FileSystemNotFound");
    }

    /** "if you terminate the instance that is running the MySQL task", by one click; simulated instances run no database. */
    @Test
    void theStoryByOneClick() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/");
        tab.click("See it happen");
        tab.click("Start");
        inTime(tab, "It runs MySQL at this moment.");
        tab.click("Kill the instance");
        tab.sees("The machine is gone for good");
        tab.click("Keep it");
        String killed = tab.until("document.querySelector('.story .asking p')?.textContent.match(/i-[0-9a-f]+/)[0]")
                .asText();
        shot(tab, "first-run");
        tab.click("Kill the instance");
        tab.click("Kill the instance");
        inTime(tab, "2 of 2 instances are in service");
        tab.sees("Play it again");
        assertThat(tab.evaluate("[...document.querySelectorAll('.story li')].map((e) => e.className).join()")
                        .asText())
                .isEqualTo("done,done,skipped,done,done,skipped,done");

        tab.click("Failovers");
        tab.sees(killed);
        tab.sees("Fenced:");
        tab.sees("its containers run");
        shot(tab, "failovers");
        tab.click("See it happen");
        tab.click("Clean up");
        tab.sees("every row in it are lost for good");
        tab.click("Clean up");
        inTime(tab, "There is no stack.");
    }

    /** What takes a whole stack's time. */
    private static void inTime(Tab tab, String words) throws Exception {
        boolean seen = false;
        for (int i = 0; i < 6 && !seen; i++) {
            seen = tab.until("document.body?.innerText.includes('" + words + "')")
                    .asBoolean();
        }
        tab.sees(words);
    }

    /** ECS API reference, ListTasks, "maxResults": at most 100 at once, and {@code nextToken} leads on. */
    @Test
    void longListsComeAPieceAtATime() throws Exception {
        server.ecs("CreateCluster", "{\"clusterName\":\"default\"}");
        launchTwo();
        server.ecs(
                "RegisterTaskDefinition",
                "{\"family\":\"many\",\"containerDefinitions\":[{\"name\":\"c\",\"image\":\"app\",\"memory\":6}]}");
        server.ecs("CreateService", "{\"serviceName\":\"many\",\"taskDefinition\":\"many\",\"desiredCount\":210}");
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ecs/clusters/default?tab=tasks");
        inTime(tab, "100 at a time");
        String first = tab.evaluate("document.querySelector('#listed tbody a').textContent")
                .asText();
        accessible(tab);
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

    /** WCAG 2.4.1, "Bypass Blocks"; 2.1.1, "Keyboard". */
    @Test
    void theKeyboardIsEnough() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ecs/new-task-definition");
        tab.press("Tab");
        assertThat(tab.evaluate("document.activeElement.textContent").asText()).isEqualTo("Skip to the content");
        tab.press("Enter");
        assertThat(tab.until("document.activeElement.id === 'main'").asBoolean())
                .isTrue();
        tab.evaluate("document.getElementById('by-form').focus()");
        tab.press("ArrowRight");
        assertThat(tab.evaluate("document.activeElement.id").asText()).isEqualTo("by-json");
        assertThat(tab.evaluate("document.getElementById('json-panel').hidden").asBoolean())
                .isFalse();
        tab.fill("Task definition as JSON", "{ no");
        tab.sees("Not JSON yet:");
        tab.click("Add");
        tab.sees("this is no JSON");
        assertThat(tab.evaluate("document.getElementById('definition').value").asText())
                .isEqualTo("{ no");
    }

    /** A file system with two mount targets, and a load balancer. */
    private void makeStack() throws Exception {
        Matcher subnets = Pattern.compile("<subnetId>(subnet-[^<]+)<")
                .matcher(server.ec2("Action=DescribeSubnets").body());
        String template = """
                Resources:
                  Data: {Type: AWS::EFS::FileSystem, Properties: {FileSystemTags: [{Key: Name, Value: efs-docker}]}}
                  OneWay: {Type: AWS::EFS::MountTarget, Properties: {FileSystemId: !Ref Data, SubnetId: %s, SecurityGroups: [!GetAtt Door.GroupId]}}
                  OtherWay: {Type: AWS::EFS::MountTarget, Properties: {FileSystemId: !Ref Data, SubnetId: %s, SecurityGroups: [!GetAtt Door.GroupId]}}
                  Door: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: NFS}}
                  Balancer: {Type: AWS::ElasticLoadBalancing::LoadBalancer, Properties: {AvailabilityZones: !GetAZs '',
                    Listeners: [{LoadBalancerPort: '3306', InstancePort: '3306', Protocol: TCP}]}}
                Outputs: {Id: {Value: !Ref Data}}
                """;
        assertThat(subnets.find()).isTrue();
        String first = subnets.group(1);
        assertThat(subnets.find()).isTrue();
        assertThat(server.cloudformation("Action=CreateStack&StackName=files&TemplateBody="
                                + Uri.encode(template.formatted(first, subnets.group(1))))
                        .statusCode())
                .isEqualTo(200);
    }

    /** The form changes what it shows and nothing else; and what a new revision changed is told. */
    @Test
    void whatTheFormDoesNotShowStays() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ecs/new-task-definition");
        tab.click("JSON");
        tab.fill("Task definition as JSON", """
                {"family": "app", "placementConstraints": [{"type": "memberOf", "expression": "attribute:a exists"}],
                "containerDefinitions": [{"name": "web", "image": "nginx", "memory": 128, "workingDirectory": "/srv",
                "mountPoints": [{"sourceVolume": "data", "containerPath": "/data"}]}],
                "volumes": [{"name": "data", "efsVolumeConfiguration": {"fileSystemId": "fs-0123456789abcdef0"}}]}""");
        tab.click("Form");
        tab.fill("Access point", "fsap-0123456789abcdef0");
        tab.fill("Name", "files");
        tab.press("Tab");
        tab.click("Add");
        tab.sees("app:1 was created.");
        JsonNode made = definition("app:1");
        assertThat(made.at("/placementConstraints/0/type").asText()).isEqualTo("memberOf");
        assertThat(made.at("/containerDefinitions/0/workingDirectory").asText()).isEqualTo("/srv");
        assertThat(made.at("/containerDefinitions/0/mountPoints/0/sourceVolume").asText())
                .isEqualTo("files");
        JsonNode efs = made.at("/volumes/0/efsVolumeConfiguration");
        assertThat(efs.at("/authorizationConfig/accessPointId").asText()).isEqualTo("fsap-0123456789abcdef0");
        assertThat(efs.path("transitEncryption").asText()).isEqualTo("ENABLED");

        tab.click("app");
        tab.click("app:1");
        tab.click("Create new revision");
        tab.fill("Memory (MiB)", "256");
        tab.click("Add");
        tab.sees("app:2 was created.");
        tab.click("app");
        tab.click("app:2");
        tab.sees("What changed since revision 1");
        assertThat(tab.evaluate(
                                "[...document.querySelectorAll('.diff ins, .diff del')].map((e) => e.textContent.trim()).sort().join()")
                        .asText())
                .matches("\\+ +\"memory\" : 256,?,- +\"memory\" : 128,?");
        accessible(tab);
    }

    private static String between(String xml, String tag) {
        return xml.substring(xml.indexOf(tag) + tag.length())
                .replaceFirst("(?s)<.*", "")
                .strip();
    }

    private void launchTwo() throws Exception {
        Matcher image = Pattern.compile("<imageId>(ami-[^<]+)<")
                .matcher(server.ec2("Action=DescribeImages").body());
        assertThat(image.find()).isTrue();
        assertThat(server.ec2("Action=RunInstances&MinCount=2&MaxCount=2&ImageId=" + image.group(1))
                        .statusCode())
                .isEqualTo(200);
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
        shot(tab, "wizard");
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
        shot(tab, "task");
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
        shot(tab, "service");
        makeStack();
        tab.click("Overview");
        tab.sees("Where everything is");
        tab.sees("1 of 1");
        assertThat(tab.until("document.querySelector('svg.map').ariaLabel.startsWith('2 instances in ')"
                                + " && document.querySelectorAll('svg.map .wire').length === 2")
                        .asBoolean())
                .isTrue();
        shot(tab, "overview");
    }

    /** WCAG 2.1 A and AA, as far as a program can tell; and no page is wider than a small phone. */
    private static void accessible(Tab tab) throws Exception {
        tab.inject("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js");
        for (boolean dark : new boolean[] {false, true}) {
            tab.dark(dark);
            assertThat(tab.evaluate("axe.run().then((r) => r.violations.map((v) => v.id + ' ' + v.impact + ': '"
                                    + " + v.nodes.map((n) => n.html + ' ' + n.failureSummary).join('; ')).join('\\n'))")
                            .asText())
                    .isEmpty();
        }
        tab.dark(false);
        tab.size(360, 740);
        assertThat(tab.evaluate("document.documentElement.scrollWidth").asInt()).isEqualTo(360);
        tab.size(1280, 900);
    }

    /** ECS developer guide, "Draining Amazon ECS container instances": no new task is placed there until it is active again. */
    private void drain(Tab tab) throws Exception {
        tab.open(server.uri() + "/console/ecs/clusters/default?tab=instances");
        tab.click(tab.evaluate("document.querySelector('#listed tbody a').textContent")
                .asText());
        tab.sees("connected");
        tab.click("Drain");
        tab.sees("No data is lost.");
        tab.click("Drain");
        tab.sees("The container instance is DRAINING.");
        tab.click("Activate");
        tab.sees("The container instance is ACTIVE.");
    }

    private void endService(Tab tab) throws Exception {
        tab.open(server.uri() + "/console/ecs/clusters/default/services/MySQL_Service");
        tab.click("Update");
        tab.fill("Number of tasks", "0");
        tab.click("Update");
        tab.sees("0 of 0 running");
        tab.click("Delete");
        tab.sees("What they wrote to file systems stays.");
        tab.click("Delete");
        tab.sees("Service MySQL_Service is being deleted.");
        tab.sees("No service runs in this cluster.");
    }

    private void shot(Tab tab, String name) throws Exception {
        accessible(tab);
        String where = System.getenv("CONSOLE_SCREENSHOTS");
        if (where != null) {
            Files.createDirectories(Path.of(where));
            for (Map.Entry<String, int[]> each : Map.of("wide", new int[] {1280, 900}, "360", new int[] {360, 900})
                    .entrySet()) {
                tab.size(each.getValue()[0], each.getValue()[1]);
                for (boolean dark : new boolean[] {false, true}) {
                    tab.dark(dark);
                    tab.evaluate("new Promise((done) => setTimeout(done, 300))");
                    tab.screenshot(Path.of(where, name + "-" + each.getKey() + (dark ? "-dark" : "") + ".png"));
                }
            }
            tab.dark(false);
            tab.size(1280, 900);
        }
    }

    private JsonNode definition(String name) throws Exception {
        return json.readTree(server.ecs("DescribeTaskDefinition", "{\"taskDefinition\":\"" + name + "\"}")
                        .body())
                .path("taskDefinition");
    }
}
