package io.moorage.fuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.vfs.Caller;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** proc(5), /proc/pid/status: the line "Groups". */
final class CallerGroupsTest {
    @TempDir
    Path proc;

    @Test
    void groupsComeFromProcAndAreBelievedForASecond() throws Exception {
        CallerGroups groups = new CallerGroups(proc);
        status("Name:\tx\nGroups:\t4 24 4294967294 \nNStgid:\t1\n");
        assertThat(groups.caller(1000, 1001, 17, 0)).isEqualTo(new Caller(1000, 1001, new int[] {4, 24, -2}));
        status("Name:\tx\nGroups:\t5\n");
        assertThat(groups.caller(1000, 1001, 17, 0).groups()).containsExactly(4, 24, -2);
        assertThat(groups.caller(1000, 1001, 17, 1_000_000_000L).groups()).containsExactly(5);
    }

    @Test
    void anotherUserInTheSameThreadIsAskedAnew() throws Exception {
        CallerGroups groups = new CallerGroups(proc);
        status("Name:\tx\nGroups:\t4\n");
        assertThat(groups.caller(1000, 1000, 17, 0).groups()).containsExactly(4);
        status("Name:\tx\nGroups:\t\n");
        assertThat(groups.caller(1001, 1000, 17, 0).groups()).isEmpty();
    }

    @Test
    void whoIsGoneOrOfAnotherNamespaceHasNoGroups() {
        CallerGroups groups = new CallerGroups(proc);
        assertThat(groups.caller(1000, 1000, 99, 0).groups()).isEmpty();
        assertThat(groups.caller(1000, 1000, 0, 0).groups()).isEmpty();
    }

    private void status(String text) throws Exception {
        Files.writeString(Files.createDirectories(proc.resolve("17")).resolve("status"), text);
    }
}
