package io.moorage.fuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.vfs.DirectoryChange;
import org.junit.jupiter.api.Test;

/** nfs(5), acdirmin and lookupcache=all; RFC 8881 section 3.3.3: change_info4 tells whether others changed a directory. */
class CachedNamesTest {
    private static final long LATER = 61 * Clocks.NANOS;

    private final CachedNames names = new CachedNames();

    @Test
    void changesMadeHereLeaveNamesAsTheyAre() {
        assertThat(names.saw(10, 0)).isFalse();
        assertThat(change(10, 11, 0)).isFalse();
        assertThat(change(11, 13, 0)).isFalse();
        assertThat(names.saw(13, 0)).isFalse();
        assertThat(names.isContested(0)).isFalse();
    }

    @Test
    void whatIsBetweenTheChangesMadeHereIsAnothers() {
        first();
        assertThat(change(12, 13, 0)).isTrue();
        assertThat(names.isContested(0)).isTrue();
    }

    @Test
    void aDirectoryThatIsSeenChangedWasChangedByOthers() {
        first();
        assertThat(names.saw(11, 0)).isTrue();
        assertThat(names.saw(10, 0)).as("a reply that comes late").isFalse();
    }

    /** Their replies may come in any order. */
    @Test
    void changesMadeHereAtOnceAreTakenTogether() {
        first();
        names.begin();
        names.begin();
        assertThat(names.end(new DirectoryChange(true, 11, 12), 0)).isFalse();
        assertThat(names.saw(12, 0)).isFalse();
        assertThat(names.end(new DirectoryChange(true, 10, 11), 0)).isFalse();
        assertThat(names.saw(12, 0)).isFalse();
        assertThat(names.saw(13, 0)).isTrue();
    }

    @Test
    void namesAreForgottenOnceAndBelievedForAShortTimeAfterThat() {
        first();
        assertThat(names.saw(11, 0)).isTrue();
        assertThat(names.saw(12, 1)).isFalse();
        assertThat(names.isContested(1)).isTrue();
        assertThat(names.isContested(LATER)).isFalse();
        assertThat(names.saw(13, LATER)).isTrue();
    }

    @Test
    void whatFailedOrWasSetHereIsNobodyElses() {
        first();
        names.begin();
        assertThat(names.end(null, 0)).isFalse();
        names.set(12);
        assertThat(names.saw(12, 0)).isFalse();
    }

    private void first() {
        assertThat(names.saw(10, 0)).isFalse();
    }

    private boolean change(long before, long after, long now) {
        names.begin();
        return names.end(new DirectoryChange(true, before, after), now);
    }
}
