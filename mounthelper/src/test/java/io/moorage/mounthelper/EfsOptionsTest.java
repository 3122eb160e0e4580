package io.moorage.mounthelper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** amazon-efs-utils, mount.efs(8); EFS user guide, "Mounting EFS file systems". */
final class EfsOptionsTest {
    private static final InstanceMetadata NOWHERE =
            new InstanceMetadata(URI.create("http://127.0.0.1:9"), URI.create("http://127.0.0.1:9"));

    @Test
    void efsOptionsAndNfsOptionsAreToldApart() throws Exception {
        EfsOptions options = EfsOptions.parse(List.of(
                "_netdev",
                "tls",
                "iam",
                "accesspoint=fsap-0123456789abcdef0",
                "awscredsuri=/v2/credentials/x",
                "tlsport=3049",
                "noocsp",
                "ro"));
        assertThat(options.tls()).isTrue();
        assertThat(options.iam()).isTrue();
        assertThat(options.accessPoint()).contains("fsap-0123456789abcdef0");
        assertThat(options.credentialsUri()).contains("/v2/credentials/x");
        assertThat(options.verify()).isTrue();
        assertThat(options.rest()).containsExactly("_netdev", "ro");
    }

    /** In efs-utils' words, status 1. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "accesspoint=fsap-0123456789abcdef0 | The \"tls\" option is required when mounting via \"accesspoint\"",
                "tls accesspoint=fsap-1 | Access Point ID fsap-1 is malformed",
                "iam | The \"tls\" option is required when mounting via \"iam\"",
                "tls awsprofile=a | The \"iam\" option is required when mounting with named profile option,"
                        + " \"awsprofile\"",
                "tls awscredsuri=/a | The \"iam\" option is required when mounting with \"awscredsuri\"",
                "tls iam awscredsuri=a | awscredsuri a is malformed",
                "tls iam awscredsuri=/a awsprofile=b | The \"awscredsuri\" and \"awsprofile\" options are mutually"
                        + " exclusive",
                "tls port=2049 | The \"port\" and \"tls\" options are mutually exclusive",
                "tls notls | The \"tls\" and \"notls\" options are mutually exclusive",
                "tls tlsport=x | tlsport option [x] is not an integer",
                "tls crossaccount | option crossaccount is not supported",
            })
    void whatDoesNotGoTogetherIsRefused(String options, String message) {
        assertThatThrownBy(() -> EfsOptions.parse(List.of(options.split(" "))))
                .isInstanceOfSatisfying(MountFailure.class, failure -> assertThat(failure.status())
                        .isEqualTo(1))
                .hasMessage(message);
    }

    /** Each with what it is mounted from and what the mount target's certificate must be for. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fs-01234567 | az=us-east-1b | us-east-1b.fs-01234567.efs.us-east-1.amazonaws.com:/ |"
                        + " fs-01234567.efs.us-east-1.amazonaws.com",
                "fs-01234567:/data | az=eu-west-2a | eu-west-2a.fs-01234567.efs.eu-west-2.amazonaws.com:/data |"
                        + " fs-01234567.efs.eu-west-2.amazonaws.com",
                "fs-01234567 | region=eu-west-1,mounttargetip=10.0.0.5 | 10.0.0.5:/ |"
                        + " fs-01234567.efs.eu-west-1.amazonaws.com",
                "fs-01234567.efs.us-west-2.amazonaws.com:/x | tls | fs-01234567.efs.us-west-2.amazonaws.com:/x |"
                        + " fs-01234567.efs.us-west-2.amazonaws.com",
                "us-west-2c.fs-01234567.efs.us-west-2.amazonaws.com | tls |"
                        + " us-west-2c.fs-01234567.efs.us-west-2.amazonaws.com:/ |"
                        + " fs-01234567.efs.us-west-2.amazonaws.com",
            })
    void aFileSystemHasItsNames(String spec, String options, String server, String dnsName) throws Exception {
        EfsTarget target = EfsTarget.of(EfsName.parse(spec), EfsOptions.parse(List.of(options.split(","))), NOWHERE);
        assertThat(target.server()).hasToString(server);
        assertThat(target.dnsName()).isEqualTo(dnsName);
        assertThat(target.fileSystemId()).isEqualTo("fs-01234567");
    }

    @Test
    void whatIsNoFileSystemSaysWhatIs() {
        assertThatThrownBy(() -> EfsName.parse("nonsense")).hasMessageContaining("FS-ID[:/PATH]");
        assertThatThrownBy(() -> EfsName.parse("host.example:/")).hasMessageContaining("FS-ID.efs.REGION");
        assertThatThrownBy(() -> EfsTarget.of(EfsName.parse("fs-01234567"), EfsOptions.parse(List.of("tls")), NOWHERE))
                .hasMessageContaining("the instance metadata does not tell the availability zone");
    }

    @Test
    void credentialsAreFoundWhereEfsUtilsFindsThem(@TempDir Path home) throws Exception {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        http.createContext("/", exchange -> {
            String answer =
                    switch (exchange.getRequestURI().getPath()) {
                        case "/latest/api/token" -> "token";
                        case "/latest/meta-data/iam/security-credentials/" -> "role";
                        case "/latest/meta-data/iam/security-credentials/role" -> document("instance");
                        default -> document("task");
                    };
            exchange.sendResponseHeaders(200, answer.length());
            exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        http.start();
        URI here = URI.create("http://127.0.0.1:" + http.getAddress().getPort());
        InstanceMetadata metadata = new InstanceMetadata(here, here);
        try {
            assertThat(found("iam", Map.of(), home, metadata)).isEqualTo("instance");
            assertThat(found("iam", Map.of("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/x"), home, metadata))
                    .isEqualTo("task");
            assertThat(found("iam,awscredsuri=/v2/x", Map.of(), home, metadata)).isEqualTo("task");
            Files.createDirectory(home.resolve(".aws"));
            Files.writeString(home.resolve(".aws/credentials"), """
                [default]
                aws_access_key_id = default
                aws_secret_access_key=s
                [other]
                aws_access_key_id=other
                aws_secret_access_key = s
                """);
            assertThat(found("iam", Map.of(), home, metadata)).isEqualTo("default");
            assertThat(found("iam,awsprofile=other", Map.of(), home, metadata)).isEqualTo("other");
            assertThatThrownBy(() -> found("iam,awsprofile=none", Map.of(), home, metadata))
                    .hasMessageContaining("AWS security credentials not found in")
                    .hasMessageContaining("under named profile [none]");
        } finally {
            http.stop(0);
        }
    }

    /** The control plane may be away when a connection has to be made anew. */
    @Test
    void whatWasFoundIsUsedOnWhileNothingIsFound(@TempDir Path home) throws Exception {
        Path credentials = Files.createDirectory(home.resolve(".aws")).resolve("credentials");
        Files.writeString(credentials, "[default]\naws_access_key_id=a\naws_secret_access_key=s\n");
        EfsCredentials source = new EfsCredentials(EfsOptions.parse(List.of("tls", "iam")), Map.of(), home, NOWHERE);
        assertThat(source.get().accessKeyId()).isEqualTo("a");
        Files.delete(credentials);
        assertThat(source.get().accessKeyId()).isEqualTo("a");
        assertThat(Optional.ofNullable(source.get().sessionToken())).isEmpty();
    }

    private static String found(String options, Map<String, String> environment, Path home, InstanceMetadata metadata)
            throws Exception {
        EfsOptions parsed = EfsOptions.parse(List.of(("tls," + options).split(",")));
        return new EfsCredentials(parsed, environment, home, metadata).get().accessKeyId();
    }

    private static String document(String id) {
        return "{\n \"Code\" : \"Success\",\n \"AccessKeyId\" : \"" + id
                + "\",\n \"SecretAccessKey\" : \"s\",\n \"Token\" : \"t\"\n}";
    }
}
