package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.browser.Look;
import io.moorage.browser.Tab;
import io.moorage.fileserver.control.Response;
import io.moorage.model.cloudwatch.Metric;
import io.moorage.model.cloudwatch.MetricDatum;
import io.moorage.model.cloudwatch.StatisticSet;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** File systems in the console: made, reached, judged and undone, by clicks. */
final class ConsoleFileSystemTest extends ConsoleInBrowser {
    private static final long GIB = 1L << 30;

    private final ObjectMapper json = new ObjectMapper();

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
        tab.sees("Each zone in which vpc-");
        Look.shot(tab, "efs-network");
        tab.evaluate("document.querySelector('#targets button.danger').click()");
        tab.sees("wait for it until it is back");
        tab.evaluate("document.querySelector('#targets [popover]:popover-open form button').click()");
        tab.sees("is being deleted.");
        assertThat(tab.until("document.querySelectorAll('#targets tbody tr').length === 2")
                        .asBoolean())
                .isTrue();
        assertThat(tab.until("document.querySelectorAll('#more [type=checkbox]:checked').length === 1")
                        .asBoolean())
                .as("the zone that is free again is proposed")
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
        String id = Beginnings.fileSystem(server, "data");
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
        String id = Beginnings.fileSystem(server, "data");
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
        String id = Beginnings.fileSystem(server, "data");
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
        tab.fill("Tags", "team=a");
        tab.click("Save tags");
        until("the name is taken off", () -> efs("GET", "/2015-02-01/file-systems?FileSystemId=" + id, "")
                .at("/FileSystems/0/Tags")
                .toString()
                .equals("[{\"Key\":\"team\",\"Value\":\"a\"}]"));
        tab.sees("The tags are saved.");
        tab.click("Create replication");
        tab.sees("The replication is being set up.");
        tab.sees("Shows the source as of");
        Look.shot(tab, "efs-settings");
        tab.click("Delete replication");
        tab.sees("becomes writable and follows no longer");
        JsonNode ignored = efs("DELETE", "/2015-02-01/file-systems/" + id + "/replication-configuration", "");
        tab.sees("follows this one once a minute");
    }

    /** EFS user guide, "CloudWatch metrics for Amazon EFS", StorageBytes; prices of a GB-month: $0.30, $0.016 and $0.008. */
    @Test
    void itsSizeIsDrawnOverTimeAndPriced() throws Exception {
        String id = Beginnings.fileSystem(server, "data");
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        for (int hour = 1; hour <= 3; hour++) {
            stored(id, "Total", 40.0 * hour, now.minus(Duration.ofHours(4 - hour)));
            stored(id, "IA", 10.0 * hour, now.minus(Duration.ofHours(4 - hour)));
        }
        server.files().setMetered(id, 100 * GIB, 50 * GIB, 10 * GIB);
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/efs/" + id);
        tab.sees("160.0 GiB", Duration.ofSeconds(20));
        tab.sees("$30.88");
        assertThat(tab.evaluate("[...document.querySelectorAll('#costs tbody tr')].map((r) => [...r.cells]"
                                + ".map((c) => c.innerText.trim()).join(' ')).join('; ')")
                        .asText())
                .isEqualTo(
                        "Standard 100.0 GiB $0.30 $30.00; Infrequent Access 50.0 GiB $0.0160 $0.80; Archive 10.0 GiB $0.0080 $0.08");
        String told =
                "[...document.querySelectorAll('#size .spot title')].map((t) => t.textContent.replace(/^.*\\n/, '').replace(/\\n/g, ', ')).join('; ')";
        assertThat(tab.until(told + ".includes('160') ? " + told + " : ''").asText())
                .startsWith("Total: 40 GiB, IA: 10 GiB; Total: 80 GiB, IA: 20 GiB; Total: 120 GiB, IA: 30 GiB; ")
                .endsWith("Total: 160 GiB, Standard: 100 GiB, IA: 50 GiB, Archive: 10 GiB");
        Look.shot(tab, "efs-size");
    }

    private void stored(String id, String storageClass, double gib, Instant at) {
        Metric metric = new Metric("AWS/EFS", "StorageBytes", Map.of("FileSystemId", id, "StorageClass", storageClass));
        server.metrics().put(List.of(new MetricDatum(metric, "Bytes", at, StatisticSet.of(gib * GIB))), Instant.now());
    }

    @Test
    void clientsAreSeenWithWhatTheyHold() throws Exception {
        String id = Beginnings.fileSystem(server, "data");
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
        assertThat(tab.evaluate(
                                "/^(\\d+\\.\\d KiB|[01]\\.\\d MiB)\\/s$/.test([...document.querySelectorAll('.figures strong')][3].innerText)")
                        .asBoolean())
                .as("it reads a mebibyte a second")
                .isTrue();
        Look.shot(tab, "efs-clients");
        tab.open(server.uri() + "/console/efs/fs-00000000000000000/clients");
        tab.sees("FileSystemNotFound");
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
}
