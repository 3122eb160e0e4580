package io.moorage.agent.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MountTableTest {
    private static final String MOUNTINFO = """
        22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
        40 22 0:50 / /mnt/efs rw,relatime shared:3 - fuse.nfs4 us-east-1a.fs-1.efs.us-east-1.amazonaws.com:/ rw
        41 40 0:51 / /mnt/efs/local rw - tmpfs tmpfs rw
        42 22 0:52 / /mnt/with\\040blank rw - nfs4 10.0.0.5:/ rw
        """;

    @Test
    void findsTheNetworkMountThatHoldsAPath() {
        MountTable table = MountTable.ofMountInfo(MOUNTINFO);
        assertThat(table.networkMountOf(Path.of("/mnt/efs/mysql")))
                .map(MountTable.Mount::host)
                .contains("us-east-1a.fs-1.efs.us-east-1.amazonaws.com");
        assertThat(table.networkMountOf(Path.of("/mnt/with blank/x"))).isPresent();
    }

    @Test
    void aLocalMountBelowANetworkMountIsLocal() {
        MountTable table = MountTable.ofMountInfo(MOUNTINFO);
        assertThat(table.networkMountOf(Path.of("/mnt/efs/local/x"))).isEmpty();
        assertThat(table.networkMountOf(Path.of("/mnt/efsx"))).isEmpty();
        assertThat(table.networkMountOf(Path.of("/var"))).isEmpty();
    }

    /** stunnel's end on this instance, as amazon-efs-utils has the kernel mount from. */
    @Test
    void aTunnelsPortIsTheServers() {
        MountTable table = MountTable.ofMountInfo(
                "60 29 0:50 / /mnt/tls rw shared:9 - nfs4 127.0.0.1:/ rw,vers=4.1,hard,port=20049,timeo=600");
        assertThat(table.network()).singleElement().satisfies(mount -> assertThat(mount.port())
                .isEqualTo(20049));
        assertThat(MountTable.ofMountInfo(MOUNTINFO).network())
                .allSatisfy(mount -> assertThat(mount.port()).isEqualTo(2049));
    }

    @Test
    void dotsDoNotLeadOutOfAMount() {
        assertThat(MountTable.ofMountInfo(MOUNTINFO).networkMountOf(Path.of("/mnt/efs/../other")))
                .isEmpty();
    }

    /** The line that the post's script appends has tabs and blanks around each field (fstab(5)). */
    @Test
    void readsFstabAsPeopleWriteIt() {
        MountTable table = MountTable.ofFstab("""
            # comment
            us-east-1a.fs-1.efs.us-east-1.amazonaws.com:/ \t\t /mnt/efs \t\t nfs \t\t defaults \t\t 0 \t\t 0
            /dev/vda none swap sw
            """);
        assertThat(table.networkMountOf(Path.of("/mnt/efs/mysql"))).isPresent();
        assertThat(table.mounts()).hasSize(1);
    }

    /** What mount.efs shows of a mount through an access point. */
    @Test
    void theServerIsBehindTheAccessPoint() {
        MountTable.Mount mount = new MountTable.Mount(
                Path.of("/mnt/app"),
                "fuse.nfs4",
                "fsap-0123456789abcdef0@fs-0123456789abcdef0.efs.us-east-1.amazonaws.com:/");
        assertThat(mount.host()).isEqualTo("fs-0123456789abcdef0.efs.us-east-1.amazonaws.com");
    }
}
