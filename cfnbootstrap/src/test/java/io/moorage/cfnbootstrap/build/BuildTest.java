package io.moorage.cfnbootstrap.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.moorage.cfnbootstrap.api.Downloads;
import io.moorage.cfnbootstrap.api.Http;
import io.moorage.cfnbootstrap.api.Retries;
import io.moorage.cfnbootstrap.host.Host;
import io.moorage.cfnbootstrap.host.Log;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CloudFormation user guide, "AWS::CloudFormation::Init", section by section, on a directory that stands for the root. */
class BuildTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00.123Z");

    @TempDir
    private Path root;

    private final FakePrograms programs = new FakePrograms();
    private final Map<String, byte[]> served = new java.util.HashMap<>();
    private final List<Http.Request> asked = new ArrayList<>();
    private Host host;

    @BeforeEach
    void boot() {
        Log log = new Log(root.resolve("var/log/cfn-init.log"), true, () -> NOW, words -> {
            throw new AssertionError(words);
        });
        host = new Host(root, programs, log, log.ofCommands("cfn-init-cmd.log", 7));
    }

    private void build(String metadata, String... sets) throws Exception {
        JsonNode parsed = JSON.readTree(metadata.replace('\'', '"'));
        Http http = request -> {
            asked.add(request);
            byte[] body = served.get(request.uri().toString());
            return body == null
                    ? new Http.Answer(403, "no".getBytes(StandardCharsets.UTF_8))
                    : new Http.Answer(200, body);
        };
        Downloads downloads = new Downloads(http, new Retries(rest -> {}, new Random(1), host.log()));
        new Build(host, downloads, parsed).run(parsed, sets.length == 0 ? List.of("default") : Arrays.asList(sets));
    }

    private void config(String sections) throws Exception {
        build("{'AWS::CloudFormation::Init': {'config': {" + sections + "}}}");
    }

    private String text(String file) throws IOException {
        return Files.readString(host.path(file));
    }

    private Object attribute(String file, String name) throws IOException {
        return Files.getAttribute(host.path(file), "unix:" + name);
    }

    @Test
    void configsetsRunTheirConfigsInOrderAndThoseTheyReferTo() throws Exception {
        String metadata = """
                {'AWS::CloudFormation::Init': {
                  'configSets': {'ascending': ['one', {'ConfigSet': 'rest'}], 'rest': ['two', 'three'], 'default': ['two']},
                  'one': {'commands': {'c': {'command': 'echo one >> order', 'cwd': '/'}}},
                  'two': {'commands': {'c': {'command': 'echo two >> order', 'cwd': '/'}}},
                  'three': {'commands': {'c': {'command': 'echo three >> order', 'cwd': '/'}}}}}
                """;
        build(metadata, "ascending");
        assertThat(text("/order")).isEqualTo("one\ntwo\nthree\n");
        build(metadata);
        assertThat(text("/order")).endsWith("three\ntwo\n");
        assertThat(text("/var/log/cfn-init.log"))
                .startsWith("2026-01-31 12:00:00,123 [INFO] Running configSets: ascending\n")
                .contains(
                        "[INFO] Running configSet ascending\n",
                        "[INFO] Running config three\n",
                        "ConfigSets completed");
        assertThat(text("/var/log/cfn-init-cmd.log"))
                .contains(
                        "2026-01-31 12:00:00,123 P7 [INFO] ConfigSet ascending\n",
                        "P7 [INFO] Command c\n",
                        "P7 [INFO] -----------------------Command Output-----------------------\n",
                        "P7 [INFO] Completed successfully.\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'configSets': {'a': ['none']}} | No configuration found with name: none",
                "{'configSets': {'a': {'ConfigSet': 'none'}}} | ConfigSet a referenced ConfigSet none but it is not defined",
                "{'configSets': {'a': {'ConfigSet': 'b'}, 'b': {'ConfigSet': 'a'}}} | circular dependency",
                "{'configSets': {'b': 'x'}, 'x': {}} | Error: no ConfigSet named a exists",
                "{'configSets': ['x'], 'x': {}} | configSets should be a mapping of name to list",
            })
    void configsetsThatSayNothingAreRefused(String init, String message) {
        assertThatThrownBy(() -> build("{'AWS::CloudFormation::Init': " + init + "}", "a"))
                .isInstanceOf(BuildFailure.class)
                .hasMessageContaining(message);
    }

    @Test
    void filesAreWrittenWithModeOwnerAndGroup() throws Exception {
        config("""
                'files': {
                  '/etc/cfn/cfn-hup.conf': {'content': '[main]\\nstack=x\\n', 'mode': '000400', 'owner': 'root', 'group': 'root'},
                  '/etc/app.json': {'content': {'port': 80, 'on': true}, 'mode': '000644'},
                  '/etc/binary': {'content': 'AAEC', 'encoding': 'base64', 'mode': '004755'},
                  '/etc/link': {'content': '/etc/app.json', 'mode': '120644'}}
                """);
        assertThat(text("/etc/cfn/cfn-hup.conf")).isEqualTo("[main]\nstack=x\n");
        assertThat(attribute("/etc/cfn/cfn-hup.conf", "mode")).isEqualTo(0100400);
        assertThat(Files.getOwner(host.path("/etc/cfn/cfn-hup.conf")).getName()).isEqualTo("root");
        assertThat(JSON.readTree(text("/etc/app.json")).path("port").asInt()).isEqualTo(80);
        assertThat(Files.readAllBytes(host.path("/etc/binary"))).containsExactly(0, 1, 2);
        assertThat(attribute("/etc/binary", "mode")).isEqualTo(0104755);
        assertThat(Files.readSymbolicLink(host.path("/etc/link"))).isEqualTo(Path.of("/etc/app.json"));
    }

    @Test
    void whatAFileWasBeforeStaysBesideIt() throws Exception {
        config("'files': {'/etc/a': {'content': 'one'}}");
        config("'files': {'/etc/a': {'content': 'one'}}");
        assertThat(host.path("/etc/a.bak")).doesNotExist();
        config("'files': {'/etc/a': {'content': 'two'}}");
        assertThat(text("/etc/a")).isEqualTo("two");
        assertThat(text("/etc/a.bak")).isEqualTo("one");
    }

    @Test
    void filesComeFromSourcesAndAreTemplatesWithAContext() throws Exception {
        served.put(
                "http://example.com/page",
                "<{{title}}>{{#rows}}[{{name}}{{^last}},{{/last}}]{{/rows}}".getBytes(StandardCharsets.UTF_8));
        build("""
                {'AWS::CloudFormation::Authentication': {'a': {'type': 'basic', 'username': 'u', 'password': 'p', 'uris': ['example.com']}},
                 'AWS::CloudFormation::Init': {'config': {'files': {
                  '/page': {'source': 'http://example.com/page', 'context': {'title': 'a & b',
                    'rows': [{'name': 'x'}, {'name': 'y', 'last': true}]}},
                  '/raw': {'content': '{{{v}}} {{&v}} {{v}} {{deep.er}}', 'context': {'v': '<', 'deep': {'er': 1}}},
                  '/plain': {'content': '{{v}}'}}}}}
                """);
        assertThat(text("/page")).isEqualTo("<a &amp; b>[x,][y]");
        assertThat(text("/raw")).isEqualTo("< < &lt; 1");
        assertThat(text("/plain")).isEqualTo("{{v}}");
        assertThat(asked.getFirst().headers()).containsEntry("Authorization", "Basic dTpw");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'files': {'relative': {'content': 'x'}} | File specified with non-absolute path: relative",
                "'files': {'/a': {}} | File specified without source or content",
                "'files': {'/a': {'content': 'x', 'owner': 'nobody-there'}} | nobody-there is not a valid user",
                "'files': {'/a': {'source': 'http://example.com/none'}} | Failed to retrieve http://example.com/none: HTTP Error 403",
                "'files': {'/a': {'content': '{{#x}}', 'context': {}}} | section x is not closed",
                "'files': {'/a': {'content': '{{>x}}', 'context': {}}} | {{>x}} is not supported",
                "'commands': {'c': {'test': 'true'}} | c does not specify the 'command' attribute, which is required",
                "'commands': {'c': {'command': 'exit 3'}} | Command c failed",
                "'sources': {'/a': '/no/archive'} | /no/archive does not exist",
                "'packages': {'yum': {'absent': []}} | Could not successfully install/update yum packages",
            })
    void whatCannotBeDoneEndsTheBuildWithAReason(String sections, String message) {
        programs.answer("yum -C -y list installed absent", 1, "");
        programs.answer("yum -y install absent", 1, "No package absent available.\n");
        assertThatThrownBy(() -> config(sections))
                .isInstanceOf(BuildFailure.class)
                .hasMessageContaining(message);
    }

    @Test
    void commandsRunByNameAfterTheirTestsInTheirOwnEnvironment() throws Exception {
        Files.createDirectories(host.path("/work"));
        config("""
                'commands': {
                  '2-list': {'command': ['env']},
                  '1-shell': {'command': 'echo $GREETING $HOME > said', 'cwd': '/work', 'env': {'GREETING': 'hello'}},
                  '3-not': {'command': 'touch /work/never', 'test': 'exit 1'},
                  '4-may-fail': {'command': 'exit 5', 'ignoreErrors': 'true'},
                  '5-last': {'command': 'echo done >> said', 'cwd': '/work', 'test': 'test -f said'}}
                """);
        assertThat(text("/work/said")).isEqualTo("hello\ndone\n");
        assertThat(host.path("/work/never")).doesNotExist();
        assertThat(text("/var/log/cfn-init.log"))
                .contains(
                        "Test failed with code 1",
                        "Command 4-may-fail (exit 5) failed",
                        "ignoreErrors set to true, continuing build",
                        "Command 5-last succeeded");
        assertThat(text("/var/log/cfn-init-cmd.log")).contains("P7 [ERROR] Exited with error code 5");
    }

    @Test
    void groupsAndUsersAreMadeUnlessTheyAreThere() throws Exception {
        programs.answer("getent group made", 2, "");
        programs.answer("getent group there", 0, "there:x:500:\n");
        programs.answer("getent passwd made", 2, "");
        programs.answer("getent passwd there", 0, "there:x:501:501::/home/there:/bin/bash\n");
        programs.answer("id -Gn there", 0, "there\n");
        config("""
                'groups': {'made': {'gid': '45'}, 'there': {}},
                'users': {'made': {'uid': '50', 'homeDir': '/tmp', 'groups': ['made', 'there']}, 'there': {'groups': ['made']}}
                """);
        assertThat(programs.lines())
                .contains(
                        "groupadd -r -g 45 made",
                        "useradd -M -r --shell /sbin/nologin -d /tmp -u 50 -G made,there made",
                        "usermod -a -G made there")
                .doesNotContain("groupadd -r there");
        assertThatThrownBy(() -> config("'users': {'there': {'uid': '7'}}"))
                .hasMessage("User there exists with uid 501, but uid 7 was requested");
    }

    @Test
    void packagesAreInstalledWhereTheyAreNotThere() throws Exception {
        programs.answer("yum -C -y list installed httpd", 1, "");
        programs.answer("yum -C -y list installed php-5.1.6", 1, "");
        programs.answer("dpkg-query -s jq", 1, "");
        programs.answer("gem list -i ^chef$ -v 0.10.2", 1, "");
        config("""
                'packages': {'python': {'one': [], 'two': ['1.0']},
                  'yum': {'httpd': [], 'jq': [], 'php': ['5.1.6']}, 'apt': {'jq': []}, 'rpm': {'epel': 'http://e/epel.rpm'},
                  'rubygems': {'chef': ['0.10.2']}, 'msi': {'x': 'y'}}
                """);
        assertThat(programs.lines().stream()
                        .filter(line -> line.contains(" install")
                                || line.startsWith("rpm -U")
                                || line.startsWith("easy_install"))
                        .filter(line -> !line.contains("list")))
                .containsExactly(
                        "rpm -U --quiet --nosignature --replacepkgs http://e/epel.rpm",
                        "apt-get -q -y install jq",
                        "yum -y install httpd php-5.1.6",
                        "easy_install one two==1.0",
                        "gem install --no-document chef -v 0.10.2");
        assertThat(text("/var/log/cfn-init.log")).contains("Unsupported package manager: msi");
    }

    @Test
    void sourcesAreUnpacked() throws Exception {
        Files.createDirectories(host.path("/in/sub"));
        Files.writeString(host.path("/in/sub/file"), "from tar");
        programs.run(io.moorage.cfnbootstrap.host.Programs.Command.of(
                "tar",
                "-czf",
                host.path("/a.tgz").toString(),
                "-C",
                host.path("/in").toString(),
                "."));
        served.put("http://example.com/b.zip", zip("dir/file", "from zip"));
        config("'sources': {'/out/tar': '/a.tgz', '/out/zip': 'http://example.com/b.zip'}");
        assertThat(text("/out/tar/sub/file")).isEqualTo("from tar");
        assertThat(text("/out/zip/dir/file")).isEqualTo("from zip");
        served.put("http://example.com/evil.zip", zip("../../evil", "x"));
        assertThatThrownBy(() -> config("'sources': {'/out/zip': 'http://example.com/evil.zip'}"))
                .hasMessageContaining("../../evil is not a sub-path of");
    }

    private static byte[] zip(String name, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void servicesStartAndRestartWhenWhatTheyDependOnHasChanged() throws Exception {
        programs.answer("service stopped status", 3, "");
        programs.answer("yum -C -y list installed httpd", 1, "");
        String sections = """
                'packages': {'yum': {'httpd': []}},
                'files': {'/etc/cfn/cfn-hup.conf': {'content': 'x'}},
                'commands': {'c': {'command': 'true'}},
                'services': {
                  'sysvinit': {
                    'cfn-hup': {'enabled': 'true', 'ensureRunning': 'true', 'files': ['/etc/cfn/cfn-hup.conf']},
                    'httpd': {'packages': {'yum': ['httpd']}},
                    'stopped': {'ensureRunning': true},
                    'running': {'enabled': 'false', 'ensureRunning': 'false'}},
                  'systemd': {'other': {'enabled': true, 'commands': ['c']}}}
                """;
        config(sections);
        assertThat(programs.lines())
                .containsSubsequence(
                        "chkconfig cfn-hup on",
                        "service cfn-hup restart",
                        "service httpd restart",
                        "service stopped start",
                        "chkconfig running off",
                        "service running stop",
                        "systemctl enable other",
                        "systemctl restart other");
        int before = programs.lines().size();
        config(sections);
        assertThat(programs.lines().subList(before, programs.lines().size()))
                .contains("service cfn-hup status")
                .doesNotContain("service cfn-hup restart");
        assertThat(text("/var/log/cfn-init.log")).contains("enabled service cfn-hup", "Restarted cfn-hup successfully");
    }
}
