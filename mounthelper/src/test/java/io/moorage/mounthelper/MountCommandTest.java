package io.moorage.mounthelper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** mount(8), EXTERNAL HELPERS; nfs(5), DESCRIPTION. */
final class MountCommandTest {
    @Test
    void whatMountPassesIsUnderstood() throws Exception {
        MountCommand command =
                MountCommand.parse(List.of("host:/path", "/mnt/efs/", "-sv", "-o", "rw,,hard", "-o", "ro"));
        assertThat(command.spec()).isEqualTo("host:/path");
        assertThat(command.target()).isEqualTo(Path.of("/mnt/efs"));
        assertThat(command.options()).containsExactly("rw", "hard", "ro");
        assertThat(command.sloppy()).isTrue();
        assertThat(command.fake()).isFalse();
        assertThat(command.name()).isEqualTo("mount.nfs4");
        assertThat(MountCommand.parse(List.of("--efs", "fs-1", "/mnt", "-f")).name())
                .isEqualTo("mount.efs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "host:/", "host:/ /mnt /more", "host:/ /mnt -x", "host:/ /mnt -o"})
    void wrongUsageSaysSo(String line) {
        assertThatThrownBy(() -> MountCommand.parse(List.of(line.trim().split(" "))))
                .isInstanceOfSatisfying(MountFailure.class, failure -> assertThat(failure.status())
                        .isEqualTo(1));
    }

    @ParameterizedTest
    @CsvSource({"host:/,host,/", "fs.example.com:/a/b,fs.example.com,/a/b", "[fd00::1]:/x,fd00::1,/x", "h:/a:b,h,/a:b"})
    void aServerAndItsPath(String spec, String host, String path) throws Exception {
        ServerPath server = ServerPath.parse(spec);
        assertThat(server).isEqualTo(new ServerPath(host, path));
        assertThat(server).hasToString(spec);
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", ":/path", "host:path", "host:", "[fd00::1]/x", "[]:/", ""})
    void whatIsNoServerAndPath(String spec) {
        assertThatThrownBy(() -> ServerPath.parse(spec)).hasMessage("remote share not in 'host:dir' format");
    }

    /** proc(5), /proc/pid/mountinfo: optional fields before the hyphen, blanks as octal. */
    @Test
    void mountinfoIsRead() {
        List<MountTable.Mount> mounts = MountTable.parse(List.of(
                "36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue",
                "51 29 0:44 / /mnt/a\\040b rw,relatime shared:3 master:4 - fuse.nfs4 host:/x rw,user_id=0"));
        assertThat(mounts)
                .containsExactly(
                        new MountTable.Mount(Path.of("/mnt2"), "ext3", "/dev/root"),
                        new MountTable.Mount(Path.of("/mnt/a b"), "fuse.nfs4", "host:/x"));
    }
}
