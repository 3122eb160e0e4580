package io.moorage.fileserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * AWS's own mount.efs, unmodified, with stunnel, against a file server's process. Runs with {@code -Dmoorage.efs.utils=DIRECTORY} of a
 * checkout of amazon-efs-utils 1.x, which is not part of this repository; needs stunnel4, python3 and overlay mounts.
 */
@Timeout(value = 150, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class EfsUtilsTest {
    @TempDir
    Path directory;

    @Test
    void itsOwnMountEfsMountsAnAccessPointWithIam() throws Exception {
        String checkout = System.getProperty("moorage.efs.utils", "");
        assumeTrue(!checkout.isEmpty(), "no checkout of amazon-efs-utils was named by -Dmoorage.efs.utils");
        EfsFixture fixture = new EfsFixture(directory);
        try {
            fixture.declare(
                    EfsMountTest.policy("ClientMount\",\"elasticfilesystem:ClientWrite"),
                    EfsFixture.point(1001, 1002, "/apps/one"));
            EfsFixture.Run run = mount(fixture, checkout, "mnt", "tls,iam,accesspoint=" + EfsFixture.POINT);
            assertThat(run.status()).as(run.output()).isZero();
            assertThat(Files.getAttribute(directory.resolve("data/apps/one/file"), "unix:uid"))
                    .isEqualTo(1001);

            EfsFixture.Run denied = mount(fixture, checkout, "denied", "tls");
            assertThat(denied.status()).as(denied.output()).isEqualTo(32);
            assertThat(denied.output()).contains("access denied by server while mounting 127.0.0.1:/");

            fixture.declare(EfsMountTest.policy("ClientMount"));
            EfsFixture.Run readOnly = mount(fixture, checkout, "read", "tls,iam");
            assertThat(readOnly.status()).as(readOnly.output()).isNotZero();
            assertThat(readOnly.output()).contains("Read-only file system");
        } finally {
            fixture.putAway();
        }
    }

    private EfsFixture.Run mount(EfsFixture fixture, String checkout, String target, String options) throws Exception {
        Path script = directory.resolve("efs_utils.sh");
        if (!Files.exists(script)) {
            try (InputStream in = EfsUtilsTest.class.getResourceAsStream("/efs_utils.sh")) {
                Files.copy(in, script);
            }
        }
        return fixture.run(
                Map.of(
                        "MOORAGE_JAVA", ProcessHandle.current().info().command().orElseThrow(),
                        "MOORAGE_MOUNT_CLASSPATH", System.getProperty("java.class.path"),
                        "MOORAGE_MOUNT_LOG", directory.resolve("mount.log").toString(),
                        "MOORAGE_MOUNT_FUSE", "1"),
                "unshare",
                "--mount",
                "sh",
                script.toString(),
                checkout,
                EfsFixture.ADDRESS,
                directory.toString(),
                Path.of("../mounthelper/src/main/bin")
                        .toAbsolutePath()
                        .normalize()
                        .toString(),
                fixture.target(target).toString(),
                options,
                "echo made > file");
    }
}
