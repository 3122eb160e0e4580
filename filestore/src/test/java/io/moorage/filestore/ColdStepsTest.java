package io.moorage.filestore;

import static io.moorage.filestore.ColdFixture.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.vfs.Attributes;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.VfsException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The process dies between any two steps of a move: the content is in the file or in the tier, and nobody can tell that it moved. */
class ColdStepsTest {
    private static final byte[] TEXT = ColdFixture.compressible(400_001, 3);

    private final ColdFixture cold;
    private final FileHandle file;
    private final Attributes before;

    ColdStepsTest(@TempDir Path temporary) throws IOException {
        cold = new ColdFixture(temporary, RULES);
        file = cold.create("file", TEXT);
        before = cold.attributes(file);
    }

    @ParameterizedTest
    @EnumSource
    void whoDiesWhileItGoesLosesNothing(Cooling.Step died) throws Exception {
        DirectoryFileSystem dead = cold.fs;
        boolean ignored = dead.volume.with(file, (calls, node) -> {
            Cooling move = new Cooling(calls, dead.volume.tiers, node, StorageClass.INFREQUENT_ACCESS, () -> true);
            while (move.next() != died) {
                move.step();
                assertThat(cold.attributes(file)).isEqualTo(before);
                assertThat(cold.read(file)).isEqualTo(TEXT);
            }
            return true;
        });
        requireWhole();
        dead.close();
    }

    @ParameterizedTest
    @EnumSource
    void whoDiesWhileItComesBackLosesNothing(Warming.Step died) throws Exception {
        goCold();
        DirectoryFileSystem dead = cold.fs;
        boolean ignored = dead.volume.with(file, (calls, node) -> {
            Warming move = new Warming(calls, dead.volume.tiers.required(), node, false, () -> true);
            while (move.next() != died) {
                move.step();
                assertThat(cold.attributes(file)).isEqualTo(before);
                assertThat(cold.read(file)).isEqualTo(TEXT);
            }
            return true;
        });
        requireWhole();
        dead.close();
    }

    @Test
    void whoDiesInTheMiddleOfPuttingItBackLosesNothing() throws Exception {
        goCold();
        DirectoryFileSystem dead = cold.fs;
        boolean ignored = dead.volume.with(file, (calls, node) -> {
            Warming move = new Warming(calls, dead.volume.tiers.required(), node, false, () -> true);
            move.step();
            ColdFile content = dead.volume.tiers.required().open(calls, Tiers.status(calls, node));
            if (content == null) {
                throw new AssertionError("no content");
            }
            int fd = node.dataFd(calls, dead.volume.mountFd, true);
            int[] blocks = {2};
            try {
                content.writeBack(fd, () -> blocks[0]-- > 0);
            } catch (VfsException inTheMiddle) {
                // as was asked for
            }
            content.close();
            return true;
        });
        cold.reopen(RULES);
        assertThat(cold.ownBytes(file)).isLessThanOrEqualTo(4096);
        cold.fs.close();
        requireWhole();
        dead.close();
    }

    private void goCold() throws IOException {
        cold.pass(Duration.ofDays(31));
        assertThat(cold.fs.applyLifecycle().toIa()).isOne();
    }

    /** Another process finds the file as it was, and can go on with it. */
    private void requireWhole() throws IOException {
        cold.reopen(RULES);
        assertThat(cold.contents("making") + cold.contents("moving")).isZero();
        assertThat(cold.read(file)).isEqualTo(TEXT);
        Attributes after = cold.attributes(file);
        assertThat(after.size()).isEqualTo(before.size());
        assertThat(after.spaceUsed()).isEqualTo(before.spaceUsed());
        assertThat(after.modifyTime()).isEqualTo(before.modifyTime());
        assertThat(after.accessTime()).isEqualTo(before.accessTime());
        assertThat(after.changeTime()).isEqualTo(before.changeTime());
        cold.write(file, 1000, new byte[] {7});
        byte[] changed = TEXT.clone();
        changed[1000] = 7;
        assertThat(cold.read(file)).isEqualTo(changed);
        cold.pass(Duration.ofDays(40));
        assertThat(cold.fs.applyLifecycle().toIa()).isOne();
        assertThat(cold.read(file)).isEqualTo(changed);
        cold.fs.close();
    }
}
