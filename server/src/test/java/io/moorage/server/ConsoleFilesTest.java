package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.base.sigv4.Uri;
import io.moorage.browser.Look;
import io.moorage.browser.Tab;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is in a file system, in the console: looked into, changed, kept as it was and put back, by whom it is allowed. */
final class ConsoleFilesTest extends ConsoleInBrowser {
    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    /** A directory at a time: listed, made, uploaded to, looked at, downloaded and deleted. */
    @Test
    void filesAreBrowsed() throws Exception {
        String id = Beginnings.fileSystem(server, "data");
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/efs/" + id + "/files");
        tab.sees("This directory is empty.");
        Look.accessible(tab);
        tab.fill("Directory name", "conf");
        tab.click("Create directory");
        tab.sees("The directory conf was created.");
        tab.fill("Directory name", "conf");
        tab.click("Create directory");
        tab.sees("\"conf\" is there already.");
        tab.click("conf/");
        tab.sees("This directory is empty.");
        tab.fill("Directory name", "n".repeat(255));
        tab.click("Create directory");
        tab.sees("nnn/");
        assertThat(tab.evaluate(
                                "document.documentElement.scrollWidth <= innerWidth && document.querySelector('.wide').scrollWidth"
                                        + " <= document.querySelector('.wide').clientWidth")
                        .asBoolean())
                .as("a long name leaves room for what can be done")
                .isTrue();
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
        assertThat(download.headers().firstValue("content-security-policy")).hasValue("default-src 'none'; sandbox");
        assertThat(download.headers().firstValue("cache-control")).hasValue("no-store");
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
        tab.sees("4 names in it, and all below them, are lost for good");
        Look.accessible(tab);
        tab.click("Delete");
        tab.sees("/conf is deleted.");
        tab.sees("This directory is empty.");
    }

    /** RFC 9110, section 15.4.4, "303 See Other": it leads to another resource, and does not say that the file was taken. */
    @Test
    void anUploadWithoutAKeyDoesNotSucceed() throws Exception {
        String id = Beginnings.fileSystem(server, "data");
        Tab tab = browser.tab();
        Visitors.signIn(server, tab, "[\"elasticfilesystem:*\"]");
        tab.open(server.uri() + "/console/efs/" + id + "/files");
        tab.sees("This directory is empty.");
        tab.evaluate("new MutationObserver(() => { sessionStorage.told = (sessionStorage.told ?? '')"
                + " + document.getElementById('upload-state').textContent; })"
                + ".observe(document.getElementById('upload-state'), {childList: true})");
        String key = Visitors.between(
                server.iam("Action=ListAccessKeys&UserName=ada").body(), "<AccessKeyId>");
        assertThat(server.iam("Action=DeleteAccessKey&UserName=ada&AccessKeyId=" + key)
                        .statusCode())
                .isEqualTo(200);
        upload(tab, "x", "new Blob(['y'])");
        tab.sees("Secret access key");
        assertThat(tab.evaluate("sessionStorage.told").asText()).doesNotContain("100 %");
    }

    /** OWASP, "Path Traversal"; and what is refused is no page of the file's. */
    @Test
    void noPathLeadsOut() throws Exception {
        String id = Beginnings.fileSystem(server, "data");
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
        String id = Beginnings.fileSystem(server, "data");
        Tab root = browser.tab();
        root.open(server.uri() + "/console/efs/" + id + "/files");
        upload(root, "open.txt", "new Blob(['for all'])");
        root.sees("open.txt");
        Tab tab = browser.tab();
        Visitors.signIn(server, tab, "[\"elasticfilesystem:Describe*\"]");
        tab.open(server.uri() + "/console/efs/" + id + "/files");
        tab.sees("is not authorized to perform: elasticfilesystem:ClientMount on resource:");
        Look.accessible(tab);
        policy("\"elasticfilesystem:Describe*\",\"elasticfilesystem:ClientMount\"");
        tab.open(server.uri() + "/console/efs/" + id + "/files");
        tab.sees("open.txt");
        assertThat(tab.evaluate(
                                "[...document.querySelectorAll('fieldset.refused')].map((e) => e.querySelector('h2').textContent"
                                        + " + e.parentElement.textContent.match(/needs (\\S+) on/)[1]).join()")
                        .asText())
                .isEqualTo("Uploadelasticfilesystem:ClientWrite,New directoryelasticfilesystem:ClientWrite");
        tab.click("Delete open.txt");
        tab.sees("You may not do this");
        tab.click("Close");
        policy("\"elasticfilesystem:Describe*\",\"elasticfilesystem:ClientMount\",\"elasticfilesystem:ClientWrite\"");
        tab.open(server.uri() + "/console/efs/" + id + "/files");
        tab.fill("Directory name", "mine");
        tab.click("Create directory");
        tab.sees("neither the policies nor the permission bits allow this");
        tab.open(server.uri() + "/console/efs/" + id + "/files");
        upload(tab, "notes.txt", "'as it was'");
        tab.sees("notes.txt");
        tab.click("Snapshots");
        tab.sees("It has no snapshot.");
        tab.click("Take a snapshot");
        tab.sees("This needs elasticfilesystem:Backup on arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/"
                + id);
    }

    /** Every change needs the page's token, an upload too. */
    @Test
    void anUploadWithoutTheTokenIsRefused() throws Exception {
        String id = Beginnings.fileSystem(server, "data");
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

    /** AWS Backup developer guide, "Restore an Amazon EFS file system": a partial or full restore is put into a new directory. */
    @Test
    void aSnapshotIsTakenAndPutBack() throws Exception {
        String id = Beginnings.fileSystem(server, "data");
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/efs/" + id + "/files");
        upload(tab, "notes.txt", "'as it was'");
        tab.sees("notes.txt");
        tab.click("Snapshots");
        tab.sees("It has no snapshot.");
        Look.accessible(tab);
        tab.click("Take a snapshot");
        tab.sees("The snapshot is being taken.");
        tab.sees("COMPLETED");
        tab.click("Restore");
        tab.sees("aws-backup-restore_");
        assertThat(tab.until("document.querySelector('#restores .status.good')?.textContent === 'COMPLETED'")
                        .asBoolean())
                .isTrue();
        Look.shot(tab, "efs-snapshots");
        tab.click(tab.evaluate("document.querySelector('#restores tbody a').textContent")
                .asText());
        tab.click("notes.txt");
        tab.sees("as it was");
        tab.open(server.uri() + "/console/efs/" + id + "/snapshots");
        tab.click("Delete");
        tab.sees("cannot be restored any longer");
        tab.click("Delete");
        tab.sees("It has no snapshot.");
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
