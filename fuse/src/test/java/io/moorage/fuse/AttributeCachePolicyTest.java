package io.moorage.fuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.vfs.Attributes;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.FileType;
import io.moorage.vfs.Timestamp;
import org.junit.jupiter.api.Test;

/** nfs(5), "Data and metadata coherence": acregmin, acregmax, acdirmin, acdirmax. */
final class AttributeCachePolicyTest {
    private static final long SECOND = 1_000_000_000L;

    private final Node node = new Node(FileHandle.of(new byte[] {1}), 1);

    @Test
    void theTimeDoublesWhileNothingChangesAndEndsAtAMinute() {
        long now = 0;
        long[] expected = {3, 6, 12, 24, 48, 60, 60};
        for (long seconds : expected) {
            long good = node.show(attributes(FileType.REGULAR, 7), AttributeCachePolicy.NFS, now);
            assertThat(good).isEqualTo(seconds * SECOND);
            now += good;
        }
    }

    @Test
    void askingEarlierProlongsNothing() {
        node.show(attributes(FileType.REGULAR, 7), AttributeCachePolicy.NFS, 0);
        assertThat(node.show(attributes(FileType.REGULAR, 7), AttributeCachePolicy.NFS, SECOND))
                .isEqualTo(3 * SECOND);
    }

    @Test
    void aChangeBringsTheTimeBackToItsMinimum() {
        node.show(attributes(FileType.REGULAR, 7), AttributeCachePolicy.NFS, 0);
        node.show(attributes(FileType.REGULAR, 7), AttributeCachePolicy.NFS, 3 * SECOND);
        assertThat(node.show(attributes(FileType.REGULAR, 8), AttributeCachePolicy.NFS, 9 * SECOND))
                .isEqualTo(3 * SECOND);
        assertThat(node.showsOtherThan(attributes(FileType.REGULAR, 9))).isTrue();
    }

    @Test
    void directoriesAreBelievedLonger() {
        assertThat(node.show(attributes(FileType.DIRECTORY, 7), AttributeCachePolicy.NFS, 0))
                .isEqualTo(30 * SECOND);
        assertThat(node.searchableByAll()).isTrue();
    }

    @Test
    void pagesAreKeptOnlyFromTheSameStateOfTheFile() {
        assertThat(node.keepsPages(attributes(FileType.REGULAR, 7))).isFalse();
        assertThat(node.keepsPages(attributes(FileType.REGULAR, 7))).isTrue();
        assertThat(node.keepsPages(attributes(FileType.REGULAR, 8))).isFalse();
    }

    private static Attributes attributes(FileType type, long change) {
        Timestamp time = new Timestamp(1, 0);
        return new Attributes(type, 1, 0755, 1, 0, 0, 0, 0, change, time, time, time, 0);
    }

    /** nfs(5), lookupcache=all: names are good as long as their directory's attributes. */
    @Test
    void namesFollowTheirDirectoryUnlessOthersChangeIt() {
        assertThat(AttributeCachePolicy.NFS.names(false)).isEqualTo(30 * Clocks.NANOS);
        assertThat(AttributeCachePolicy.NFS.names(true)).isEqualTo(3 * Clocks.NANOS);
        assertThat(AttributeCachePolicy.NONE.names(false)).isZero();
    }
}
