package io.moorage.fileserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moorage.base.sigv4.CredentialScope;
import io.moorage.base.sigv4.SigV4;
import io.moorage.controlwire.ControlCodec;
import io.moorage.controlwire.LineServer;
import io.moorage.fileserver.control.Export;
import io.moorage.fileserver.control.FileServerClient;
import io.moorage.fileserver.control.FileSystemTerms;
import io.moorage.fileserver.control.IdentityAnswer;
import io.moorage.fileserver.control.IdentityQuestion;
import io.moorage.fileserver.control.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A file server's process on an address of its own of loopback, with a certificate that openssl made and one user, whose
 * access key is {@code AKIAALICE}; and mounts of it by the script.
 */
final class EfsFixture {
    static final String ADDRESS = "127.77.0.1";
    static final String FILE_SYSTEM = "fs-0123456789abcdef0";
    static final String POINT = "fsap-0123456789abcdef0";
    static final String ALICE = "arn:aws:iam::123456789012:user/alice";
    static final String SECRET = "alices-secret";

    private static final String ARN = "arn:aws:elasticfilesystem:us-east-1:123456789012:";
    private static final Duration BOUND = Duration.ofSeconds(30);

    final Path directory;
    private final LineServer identities;
    private final FileServerClient client;
    private final List<Path> targets = new ArrayList<>();
    private Process server;

    record Run(int status, String output) {}

    EfsFixture(Path directory) throws Exception {
        assumeTrue(Files.isWritable(Path.of("/dev/fuse")), "/dev/fuse");
        assumeTrue(System.getProperty("user.name").equals("root"), "root");
        this.directory = directory;
        Files.createDirectory(directory.resolve("data"));
        makeCertificate();
        Path home = Files.createDirectories(directory.resolve("home/.aws"));
        Files.writeString(
                home.resolve("credentials"),
                "[default]\naws_access_key_id = AKIAALICE\naws_secret_access_key = " + SECRET + "\n");
        ControlCodec codec = new ControlCodec();
        identities = LineServer.start(
                directory.resolve("identities"),
                "identities",
                line -> new LineServer.Reply(codec.line(answer(codec.parse(line, IdentityQuestion.class))), null));
        client = new FileServerClient(directory.resolve("control"), Duration.ofSeconds(5));
        server = start();
    }

    private static IdentityAnswer answer(IdentityQuestion question) {
        CredentialScope scope = new CredentialScope(question.date(), question.region(), "elasticfilesystem");
        return new IdentityAnswer(
                question.accessKeyId().equals("AKIAALICE")
                        ? new IdentityAnswer.Holder(
                                SigV4.signingKey(SECRET, scope),
                                ALICE,
                                ALICE,
                                "123456789012",
                                "alice",
                                false,
                                List.of(),
                                null,
                                null,
                                null)
                        : null);
    }

    private void makeCertificate() throws Exception {
        String[] ca =
                "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca-key.pem -out ca.pem -days 2 -subj /CN=ca"
                        .split(" ");
        String[] request =
                "openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout efs-key.pem -out efs.csr -subj /CN=efs"
                        .split(" ");
        String[] sign =
                "openssl x509 -req -in efs.csr -CA ca.pem -CAkey ca-key.pem -CAcreateserial -days 2 -extfile names -out efs.pem"
                        .split(" ");
        Files.writeString(directory.resolve("names"), "subjectAltName=DNS:*.efs.us-east-1.amazonaws.com\n");
        String[] stranger =
                String.join(" ", ca).replace("ca.pem", "stranger.pem").split(" ");
        for (String[] command : List.of(stranger, ca, request, sign)) {
            Run run = run(Map.of(), command);
            assertThat(run.status()).as(run.output()).isZero();
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        java(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.moorage.fileserver.Main",
                        "--control",
                        directory.resolve("control").toString(),
                        "--state",
                        directory.resolve("state").toString(),
                        "--lease",
                        "5",
                        "--certificate",
                        directory.resolve("efs.pem").toString(),
                        "--key",
                        directory.resolve("efs-key.pem").toString(),
                        "--identities",
                        directory.resolve("identities").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("server.log").toFile()))
                .start();
    }

    private static String java() {
        return ProcessHandle.current().info().command().orElseThrow();
    }

    /** Power cut, and a new process. */
    void killAndStart() throws Exception {
        server.destroyForcibly();
        assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
        server = start();
    }

    /** @param policy null for the default one */
    void declare(@Nullable String policy, FileSystemTerms.AccessPoint... points) {
        FileSystemTerms terms = new FileSystemTerms(
                FILE_SYSTEM,
                directory.resolve("data").toString(),
                ARN + "file-system/" + FILE_SYSTEM,
                false,
                policy,
                "bursting",
                null,
                false,
                null,
                List.of(points));
        Export export = new Export(
                "fsmt-1",
                null,
                ADDRESS,
                2049,
                FILE_SYSTEM,
                directory.resolve("data").toString());
        await().atMost(BOUND).ignoreExceptions().until(() -> {
            Response.Declared declared = client.declare(List.of(export), List.of(terms));
            return declared.serving().containsKey("fsmt-1");
        });
    }

    static FileSystemTerms.AccessPoint point(int uid, int gid, String path) {
        return new FileSystemTerms.AccessPoint(
                POINT,
                ARN + "access-point/" + POINT,
                new FileSystemTerms.PosixUser(uid, gid, List.of()),
                path,
                new FileSystemTerms.CreationInfo(uid, gid, "0750"));
    }

    Path target(String name) throws IOException {
        Path target = Files.createDirectory(directory.resolve(name));
        targets.add(target);
        return target;
    }

    /** Calls mount.efs with the options and those that lead here. */
    Run mount(Path target, String options) throws Exception {
        return run(
                Map.of(
                        "MOORAGE_JAVA",
                        java(),
                        "MOORAGE_MOUNT_CLASSPATH",
                        System.getProperty("java.class.path"),
                        "MOORAGE_MOUNT_LOG",
                        directory.resolve("mount.log").toString(),
                        "MOORAGE_MOUNT_FUSE",
                        "1",
                        "JDK_JAVA_OPTIONS",
                        "-Duser.home=" + directory.resolve("home")),
                Path.of("../mounthelper/src/main/bin/mount.efs")
                        .toAbsolutePath()
                        .normalize()
                        .toString(),
                FILE_SYSTEM,
                target.toString(),
                "-o",
                "mounttargetip=" + ADDRESS + ",region=us-east-1,retry=0,cafile=" + directory.resolve("ca.pem") + ","
                        + options);
    }

    Run run(Map<String, String> environment, String... command) throws Exception {
        Path output = Files.createTempFile(directory, "output", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("hangs: " + String.join(" ", command));
        }
        return new Run(process.exitValue(), Files.readString(output));
    }

    void putAway() throws Exception {
        for (Path target : targets) {
            run(Map.of(), "umount", "-l", target.toString());
            FuseMounts.awaitNoProcess(target);
        }
        server.destroyForcibly();
        assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
        identities.close();
    }
}
