package io.moorage.fileserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of {@code mount -t efs}: the script, its process, TLS, a file server's process. Needs root and /dev/fuse. */
@Timeout(value = 150, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class EfsMountTest {
    private static final String VIA_POINT = "tls,iam,accesspoint=" + EfsFixture.POINT;

    @TempDir
    Path directory;

    private EfsFixture fixture;
    private Path target;

    @BeforeEach
    void serve() throws Exception {
        fixture = new EfsFixture(directory);
        target = fixture.target("mnt");
    }

    @AfterEach
    void putAway() throws Exception {
        if (fixture != null) {
            fixture.putAway();
        }
    }

    /** The access point's user and root, for a user that only IAM lets in; also when the server dies and comes back. */
    @Test
    void anAccessPointIsMountedWithIam() throws Exception {
        fixture.declare(
                policy("ClientMount\",\"elasticfilesystem:ClientWrite"), EfsFixture.point(1001, 1002, "/apps/one"));
        EfsFixture.Run denied = fixture.mount(fixture.target("denied"), "tls,accesspoint=" + EfsFixture.POINT);
        assertThat(denied.status()).isEqualTo(32);
        assertThat(denied.output())
                .isEqualTo("mount.efs: access denied by server while mounting " + EfsFixture.ADDRESS + ":/\n");

        EfsFixture.Run run = fixture.mount(target, VIA_POINT);
        assertThat(run.status()).as(run.output()).isZero();
        Files.writeString(target.resolve("before"), "kept");
        fixture.killAndStart();
        Files.writeString(target.resolve("after"), "made");
        for (String name : new String[] {"before", "after"}) {
            Path stored = directory.resolve("data/apps/one").resolve(name);
            assertThat(stored).exists();
            assertThat(Files.getAttribute(stored, "unix:uid")).isEqualTo(1001);
            assertThat(Files.getAttribute(stored, "unix:gid")).isEqualTo(1002);
        }
        assertThat(Files.getAttribute(directory.resolve("data/apps/one"), "unix:mode"))
                .isEqualTo(040750);
        assertThat(Files.readString(target.resolve("../mnt/before"))).isEqualTo("kept");
    }

    @Test
    void whoMayOnlyMountFindsAReadOnlyFileSystem() throws Exception {
        fixture.declare(policy("ClientMount"));
        assertThat(fixture.mount(target, "tls,iam").status()).isZero();
        Assertions.assertThatThrownBy(() -> Files.writeString(target.resolve("file"), "x"))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("Read-only file system");
    }

    @Test
    void aMountTargetMustBeTheFileSystems() throws Exception {
        fixture.declare(null);
        EfsFixture.Run other = fixture.mount(target, "tls,region=us-west-2");
        assertThat(other.status()).isEqualTo(32);
        assertThat(other.output())
                .contains("no secure connection to " + EfsFixture.ADDRESS + ":/: ")
                .contains(EfsFixture.FILE_SYSTEM + ".efs.us-west-2.amazonaws.com");
        EfsFixture.Run unknown = fixture.mount(target, "tls,cafile=" + directory.resolve("stranger.pem"));
        assertThat(unknown.status()).isEqualTo(32);
        assertThat(unknown.output()).contains("no secure connection to ");
        EfsFixture.Run unverified = fixture.mount(target, "tls,verify=0,region=us-west-2");
        assertThat(unverified.status()).as(unverified.output()).isZero();
    }

    static String policy(String actions) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\""
                + EfsFixture.ALICE + "\"},\"Action\":[\"elasticfilesystem:" + actions + "\"]}]}";
    }
}
