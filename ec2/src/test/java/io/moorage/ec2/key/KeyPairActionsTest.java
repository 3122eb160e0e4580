package io.moorage.ec2.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moorage.awsmodels.ec2.CreateKeyPairRequest;
import io.moorage.awsmodels.ec2.DeleteKeyPairRequest;
import io.moorage.awsmodels.ec2.DescribeKeyPairsRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.ImportKeyPairRequest;
import io.moorage.awsmodels.ec2.KeyPair;
import io.moorage.ec2.TestEc2;
import io.moorage.store.Ec2Tables;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EC2 API reference, {@code CreateKeyPair} and its kin. */
@NullUnmarked // Members of answers may be null by their model; one that is missing fails its test.
class KeyPairActionsTest {
    private final TestEc2 ec2 = new TestEc2();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        ec2.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ed25519"})
    void opensshReadsThePrivateKeyAndFindsThePublicOne(String type) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ssh-keygen")), "openssh-client is not installed");
        KeyPair made = create("mine", type);
        Path file = Files.createFile(
                directory.resolve("key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, String.valueOf(made.keyMaterial()));

        String stored =
                ec2.store.view().find(Ec2Tables.KEY_PAIRS, "mine").orElseThrow().publicKey();
        assertThat(run("ssh-keygen", "-y", "-f", file.toString()).split(" ")[1]).isEqualTo(stored.split(" ")[1]);
    }

    @Test
    void fingerprintsHaveTheLengthsEc2Documents() {
        KeyPair made = create("mine", "rsa");
        String line =
                ec2.store.view().find(Ec2Tables.KEY_PAIRS, "mine").orElseThrow().publicKey();

        var imported = ec2.call(
                Ec2Operations.IMPORT_KEY_PAIR,
                ImportKeyPairRequest.builder()
                        .keyName("again")
                        .publicKeyMaterial(line.getBytes(StandardCharsets.UTF_8))
                        .build());

        assertThat(imported.keyFingerprint()).matches("([0-9a-f]{2}:){15}[0-9a-f]{2}");
        assertThat(made.keyFingerprint()).matches("([0-9a-f]{2}:){19}[0-9a-f]{2}");
    }

    @Test
    void namesAreUniqueAndMissingOnesAreTold() {
        create("mine", "rsa");
        ec2.refuses("InvalidKeyPair.Duplicate", Ec2Operations.CREATE_KEY_PAIR, request("mine", "ed25519"));
        ec2.refuses(
                "MissingParameter",
                Ec2Operations.CREATE_KEY_PAIR,
                CreateKeyPairRequest.builder().build());
        ec2.refuses("InvalidParameterValue", Ec2Operations.CREATE_KEY_PAIR, request(" ", "rsa"));
        ec2.refuses(
                "InvalidKeyPair.NotFound",
                Ec2Operations.DESCRIBE_KEY_PAIRS,
                DescribeKeyPairsRequest.builder().keyNames(List.of("yours")).build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ssh-rsa", "ssh-rsa AAAA", "ssh-dss AAAAB3NzaC1kc3M=", "ssh-rsa !!!", "-----BEGIN RSA-----"})
    void whatIsNoKeyIsNotImported(String text) {
        ec2.refuses(
                "InvalidKey.Format",
                Ec2Operations.IMPORT_KEY_PAIR,
                ImportKeyPairRequest.builder()
                        .keyName("mine")
                        .publicKeyMaterial(text.getBytes(StandardCharsets.UTF_8))
                        .build());
    }

    /** "Supported formats": OpenSSH, the SSH public key file format of RFC 4716, base64 encoded DER. */
    @ParameterizedTest
    @ValueSource(strings = {"RFC4716", "PKCS8"})
    void aKeyIsTheSameInEveryFormat(String format) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ssh-keygen")), "openssh-client is not installed");
        create("mine", "rsa");
        var row = ec2.store.view().find(Ec2Tables.KEY_PAIRS, "mine").orElseThrow();
        Path file = Files.writeString(directory.resolve("key.pub"), row.publicKey());
        String exported = run("ssh-keygen", "-e", "-m", format, "-f", file.toString());

        var imported = ec2.call(
                Ec2Operations.IMPORT_KEY_PAIR,
                ImportKeyPairRequest.builder()
                        .keyName("again")
                        .publicKeyMaterial(exported.getBytes(StandardCharsets.UTF_8))
                        .build());

        assertThat(imported.keyFingerprint()).matches("([0-9a-f]{2}:){15}[0-9a-f]{2}");
        assertThat(ec2.store
                        .view()
                        .find(Ec2Tables.KEY_PAIRS, "again")
                        .orElseThrow()
                        .publicKey()
                        .split(" ")[1])
                .isEqualTo(row.publicKey().split(" ")[1]);
    }

    /** "The format of the key pair. pem | ppk". */
    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ed25519"})
    void puttyGetsItsOwnFormat(String type) {
        KeyPair made = ec2.call(
                Ec2Operations.CREATE_KEY_PAIR,
                CreateKeyPairRequest.builder()
                        .keyName("mine")
                        .keyType(type)
                        .keyFormat("ppk")
                        .build());
        List<String> lines = made.keyMaterial().lines().toList();

        assertThat(lines.get(0)).isEqualTo("PuTTY-User-Key-File-2: ssh-" + type);
        assertThat(lines.get(1)).isEqualTo("Encryption: none");
        int count = Integer.parseInt(lines.get(3).substring("Public-Lines: ".length()));
        String stored =
                ec2.store.view().find(Ec2Tables.KEY_PAIRS, "mine").orElseThrow().publicKey();
        assertThat(String.join("", lines.subList(4, 4 + count))).isEqualTo(stored.split(" ")[1]);
        assertThat(lines.getLast()).matches("Private-MAC: [0-9a-f]{40}");
    }

    @Test
    void deletingTwiceSucceeds() {
        create("mine", "ed25519");
        for (int i = 0; i < 2; i++) {
            assertThat(ec2.call(
                                    Ec2Operations.DELETE_KEY_PAIR,
                                    DeleteKeyPairRequest.builder()
                                            .keyName("mine")
                                            .build())
                            .returnValue())
                    .isTrue();
        }
        assertThat(ec2.store.view().all(Ec2Tables.KEY_PAIRS)).isEmpty();
    }

    private KeyPair create(String name, String type) {
        return ec2.call(Ec2Operations.CREATE_KEY_PAIR, request(name, type));
    }

    private static CreateKeyPairRequest request(String name, String type) {
        return CreateKeyPairRequest.builder().keyName(name).keyType(type).build();
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output.strip();
    }
}
