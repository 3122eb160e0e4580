package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.base.sigv4.Uri;
import io.moorage.fileserver.control.Response;
import io.moorage.server.browser.Chromium;
import io.moorage.server.browser.Look;
import io.moorage.server.browser.Tab;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** File systems in the console: made, reached, judged, looked into and undone, by clicks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConsoleFileSystemTest {
    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

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

    /** EFS user guide, "Creating EFS file systems": name, throughput, lifecycle and mount targets in one form. */
    @Test
    void aFileSystemIsMadeWithItsMountTargets() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/efs");
        tab.sees("There is no file system yet.");
        tab.click("Create file system");
        tab.fill("Name", "orders");
        tab.fill("Transition into Infrequent Access", "30 days after last access");
        tab.fill("Transition into Archive", "90 days after last access");
        tab.fill("Tags", "team=shop");
        Look.shot(tab, "efs-create");
        tab.click("Create file system");
        tab.sees("and 3 mount targets are on their way");
        tab.sees("$0.00");
        tab.sees("EFS's list prices of us-east-1");
        tab.until("document.querySelector('.status.good')?.textContent === 'available'");
        Look.shot(tab, "efs");
        String id = tab.evaluate("location.pathname.split('/').at(-1)").asText();
        JsonNode made =
                efs("GET", "/2015-02-01/file-systems?FileSystemId=" + id, "").at("/FileSystems/0");
        assertThat(made.path("Name").asText()).isEqualTo("orders");
        assertThat(made.path("ThroughputMode").asText()).isEqualTo("elastic");
        assertThat(made.path("Encrypted").asBoolean()).isTrue();
        assertThat(made.path("NumberOfMountTargets").asInt()).isEqualTo(3);
        assertThat(made.path("Tags").toString()).contains("\"Key\":\"team\",\"Value\":\"shop\"");
        assertThat(efs("GET", "/2015-02-01/file-systems/" + id + "/lifecycle-configuration", "")
                        .toString())
                .contains("\"TransitionToIA\":\"AFTER_30_DAYS\"", "\"TransitionToArchive\":\"AFTER_90_DAYS\"");

        tab.click("Network");
        tab.sees("fsmt-");
        Look.shot(tab, "efs-network");
        tab.evaluate("document.querySelector('#targets button.danger').click()");
        tab.sees("wait for it until it is back");
        tab.evaluate("document.querySelector('#targets [popover]:popover-open form button').click()");
        tab.sees("is being deleted.");
        assertThat(tab.until("document.querySelectorAll('#targets tbody tr').length === 2")
                        .asBoolean())
                .isTrue();
    }

    /** API_CreateMountTarget, errors; API_CreateFileSystem, errors. */
    @Test
    void whatEfsRefusesIsSaidInItsWords() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/efs-create");
        tab.fill("Throughput mode", "Elastic");
        tab.fill("Performance mode", "Max I/O");
        tab.click("Create file system");
        tab.sees("BadRequest");
        Look.accessible(tab);
        String id = make("data");
        tab.open(server.uri() + "/console/efs/" + id + "/network");
        tab.sees("It has no mount target.");
        tab.evaluate(
                "document.querySelectorAll('form.card input[type=checkbox]').forEach((e) => { e.checked = false; })");
        tab.click("Create mount targets");
        tab.sees("Choose at least one subnet.");
        tab.open(server.uri() + "/console/efs/" + id);
        tab.click("Delete");
        tab.sees("of data in data are lost for good.");
    }

    /** EFS user guide, "Working with Amazon EFS access points". */
    @Test
    void accessPointsAndPolicies() throws Exception {
        String id = make("data");
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/efs/" + id + "/access-points");
        tab.sees("It has no access point.");
        tab.fill("Name", "app");
        tab.fill("Root directory", "/app");
        tab.fill("User ID", "1000");
        tab.fill("Group ID", "1000");
        tab.fill("Owner user ID", "1000");
        tab.fill("Owner group ID", "1000");
        tab.fill("Permissions", "0755");
        tab.click("Create access point");
        tab.sees("is being created.");
        tab.sees("1000:1000");
        Look.shot(tab, "efs-access-points");
        tab.fill("User ID", "many");
        tab.click("Create access point");
        tab.sees("User ID must be a whole number");

        tab.click("Policy");
        tab.sees("It has no policy.");
        tab.fill("Policy", "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Maybe\"}]}");
        tab.click("Save policy");
        tab.sees("InvalidPolicyException");
        Look.accessible(tab);
        tab.fill(
                "Policy",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},\"Action\":\"elasticfilesystem:ClientMount\"}]}");
        tab.click("Save policy");
        tab.sees("The policy is saved.");
        Look.shot(tab, "efs-policy");
        tab.click("Delete policy");
        tab.sees("may then mount, write and be root");
        tab.click("Delete policy");
        tab.sees("The policy is deleted.");
        tab.sees("It has no policy.");
    }

    @Test
    void settingsAreChangedAndReplicationIsFollowed() throws Exception {
        String id = make("data");
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/efs/" + id + "/settings");
        tab.fill("Throughput mode", "Provisioned");
        tab.fill("Provisioned throughput", "64");
        tab.click("Save throughput");
        tab.sees("The throughput mode is being changed.");
        until("throughput", () -> efs("GET", "/2015-02-01/file-systems?FileSystemId=" + id, "")
                .at("/FileSystems/0")
                .toString()
                .matches(".*\"LifeCycleState\":\"available\".*\"ThroughputMode\":\"provisioned\".*"));
        tab.fill("Tags", "Name=renamed");
        tab.click("Save tags");
        tab.sees("renamed");
        tab.click("Create replication");
        tab.sees("The replication is being set up.");
        tab.sees("Shows the source as of");
        Look.shot(tab, "efs-settings");
        tab.click("Delete replication");
        tab.sees("becomes writable and follows no longer");
    }

    /** A directory at a time: listed, made, uploaded to, looked at, downloaded and deleted. */
    @Test
    void filesAreBrowsed() throws Exception {
        String id = make("data");
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/efs/" + id + "/files");
        tab.sees("This directory is empty.");
        Look.accessible(tab);
        tab.fill("Directory name", "conf");
        tab.click("Create directory");
        tab.sees("The directory conf was created.");
        tab.click("conf/");
        tab.sees("This directory is empty.");
        upload(
                tab,
                "my.cnf",
                "new Blob(['[mysqld]\\nmax_connections=500\\n<script>document.title=\"taken\"</script>\\n'])");
        tab.sees("my.cnf");
        upload(tab, "logo.png", "new Blob([Uint8Array.from(atob('" + PNG + "'), (c) => c.charCodeAt(0))])");
        tab.sees("logo.png");
        upload(tab, "big.bin", "new Blob([new Uint8Array(1300000).fill(7)])");
        tab.sees("1.2 MiB");
        Look.shot(tab, "efs-files");

        upload(tab, "my.cnf", "new Blob(['other'])");
        tab.sees("There is a file of that name.");
        tab.click("my.cnf");
        tab.sees("max_connections=500");
        tab.sees("<script>document.title");
        assertThat(tab.evaluate("document.title").asText()).doesNotContain("taken");
        Look.shot(tab, "efs-file");
        HttpResponse<byte[]> download = get("/console/efs/" + id + "/download?path=/conf/big.bin");
        assertThat(download.body()).hasSize(1_300_000).containsOnly(7);
        assertThat(download.headers().firstValue("content-disposition"))
                .hasValue("attachment; filename*=UTF-8''big.bin");
        assertThat(download.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(download.headers().firstValue("content-security-policy").orElse(""))
                .contains("sandbox");
        tab.open(server.uri() + "/console/efs/" + id + "/view?path=/conf/logo.png");
        assertThat(tab.until("document.querySelector('img.shown')?.naturalWidth === 1")
                        .asBoolean())
                .isTrue();
        assertThat(get("/console/efs/" + id + "/image?path=/conf/my.cnf").statusCode())
                .as("no text is shown as an image")
                .isEqualTo(409);

        tab.open(server.uri() + "/console/efs/" + id + "/files");
        tab.click("Delete conf");
        tab.sees("3 names in it, and all below them, are lost for good");
        Look.accessible(tab);
        tab.click("Delete");
        tab.sees("/conf is deleted.");
        tab.sees("This directory is empty.");
    }

    /** OWASP, "Path Traversal"; and what is refused is no page of the file's. */
    @Test
    void noPathLeadsOut() throws Exception {
        String id = make("data");
        for (String path : List.of("/..", "/../../etc/passwd", "/a/..", "..%2f..%2fetc")) {
            HttpResponse<byte[]> answer = get("/console/efs/" + id + "/download?path=" + path);
            assertThat(answer.statusCode()).as(path).isEqualTo(400);
        }
        assertThat(get("/console/efs/" + id + "/download?path=/absent").statusCode())
                .isEqualTo(409);
        assertThat(get("/console/efs/" + id + "/files?through=fsap-1%27%3E").statusCode())
                .isEqualTo(400);
    }

    /** EFS user guide, "Using IAM to control access to file systems": mount, write and root access are permissions of their own. */
    @Test
    void whoMayOnlyMountChangesNothing() throws Exception {
        String id = make("data");
        Tab root = browser.tab();
        root.open(server.uri() + "/console/efs/" + id + "/files");
        upload(root, "open.txt", "new Blob(['for all'])");
        root.sees("open.txt");
        Tab tab = signedIn("\"elasticfilesystem:Describe*\"");
        tab.open(server.uri() + "/console/efs/" + id + "/files");
        tab.sees("is not authorized to perform: elasticfilesystem:ClientMount on resource:");
        Look.accessible(tab);
        policy("\"elasticfilesystem:Describe*\",\"elasticfilesystem:ClientMount\"");
        tab.open(server.uri() + "/console/efs/" + id + "/files");
        tab.sees("open.txt");
        tab.fill("Directory name", "mine");
        tab.click("Create directory");
        tab.sees("is not authorized to perform: elasticfilesystem:ClientWrite");
        upload(tab, "x", "new Blob(['y'])");
        tab.sees("elasticfilesystem:ClientWrite");
        policy("\"elasticfilesystem:Describe*\",\"elasticfilesystem:ClientMount\",\"elasticfilesystem:ClientWrite\"");
        tab.fill("Directory name", "mine");
        tab.click("Create directory");
        tab.sees("neither the policies nor the permission bits allow this");
        tab.open(server.uri() + "/console/efs/" + id + "/snapshots");
        tab.sees("It has no snapshot.");
        tab.click("Take a snapshot");
        tab.sees("is not authorized to perform: elasticfilesystem:Backup");
    }

    /** Every change needs the page's token, an upload too. */
    @Test
    void anUploadWithoutTheTokenIsRefused() throws Exception {
        String id = make("data");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(server.uri().resolve("/console/efs/" + id + "/upload"))
                            .timeout(Duration.ofSeconds(10))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("path=/&name=x&offset=0&last=yes&data=eA=="))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(403);
        }
        assertThat(get("/console/efs/" + id + "/download?path=/x").statusCode()).isEqualTo(409);
    }

    @Test
    void clientsAreSeenWithWhatTheyHold() throws Exception {
        String id = make("data");
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/efs/" + id + "/clients");
        tab.sees("No client is connected.");
        Look.accessible(tab);
        server.clients()
                .connect(
                        new Response.Clients.Client(id, "172.31.0.17", 7, "Linux NFSv4.1 ip-172-31-0-17", 1, 1, 2),
                        List.of(new Response.Held.HeldFile(id, 7, "/mysql/ibdata1", true, true, 2)));
        tab.sees("172.31.0.17");
        tab.sees("/mysql/ibdata1");
        tab.sees("reading, writing");
        tab.sees("512 µs");
        Look.shot(tab, "efs-clients");
        tab.open(server.uri() + "/console/efs/fs-00000000000000000/clients");
        tab.sees("FileSystemNotFound");
    }

    @Test
    void aSnapshotIsTakenAndPutBack() throws Exception {
        String id = make("data");
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/efs/" + id + "/snapshots");
        tab.sees("It has no snapshot.");
        Look.accessible(tab);
        tab.click("Take a snapshot");
        tab.sees("The snapshot is being taken.");
        tab.sees("COMPLETED");
        tab.click("Restore");
        tab.sees("aws-backup-restore_");
        Look.shot(tab, "efs-snapshots");
        tab.click("Delete");
        tab.sees("cannot be restored any longer");
    }

    private interface Check {
        boolean holds() throws Exception;
    }

    private static void until(String what, Check check) {
        Awaitility.await(what).atMost(Duration.ofSeconds(15)).until(check::holds);
    }

    private JsonNode efs(String method, String path, String body) throws Exception {
        return json.readTree(server.efs(method, path, body).body());
    }

    private String make(String name) throws Exception {
        String id = efs(
                        "POST",
                        "/2015-02-01/file-systems",
                        "{\"CreationToken\":\"" + name + "\",\"Tags\":[{\"Key\":\"Name\",\"Value\":\"" + name + "\"}]}")
                .path("FileSystemId")
                .asText();
        until("a file system", () -> server.efs("GET", "/2015-02-01/file-systems?FileSystemId=" + id, "")
                .body()
                .contains("\"available\""));
        return id;
    }

    /** As a person chooses a file, whose content a script makes. */
    private static void upload(Tab tab, String name, String blob) throws Exception {
        assertThat(tab.until("document.getElementById('upload')").isNull()).isFalse();
        tab.evaluate("(() => { const t = new DataTransfer(); t.items.add(new File([" + blob + "], '" + name
                + "')); document.querySelector('#upload input[type=file]').files = t.files; })()");
        tab.click("Upload");
    }

    private void policy(String actions) throws Exception {
        server.iam("Action=PutUserPolicy&UserName=ada&PolicyName=p&PolicyDocument="
                + Uri.encode("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[" + actions
                        + "],\"Resource\":\"*\"}]}"));
    }

    private Tab signedIn(String actions) throws Exception {
        server.iam("Action=CreateUser&UserName=ada");
        policy(actions);
        String key = server.iam("Action=CreateAccessKey&UserName=ada").body();
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/sign-in");
        tab.fill("Access key ID", between(key, "AccessKeyId"));
        tab.fill("Secret access key", between(key, "SecretAccessKey"));
        tab.click("Sign in");
        tab.sees("user/ada");
        return tab;
    }

    private static String between(String xml, String tag) {
        Matcher found = Pattern.compile("<" + tag + ">([^<]+)</" + tag + ">").matcher(xml);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(server.uri() + path))
                            .timeout(Duration.ofSeconds(20))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }
    }
}
