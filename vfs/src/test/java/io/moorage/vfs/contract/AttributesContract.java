package io.moorage.vfs.contract;

import static io.moorage.vfs.contract.Fixture.assertRefused;
import static io.moorage.vfs.contract.Fixture.times;
import static io.moorage.vfs.contract.Fixture.uid;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.AttributeChange.TimeChange;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.NewObject;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import io.moorage.vfs.Timestamp;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Times, the change attribute, and all-or-nothing (POSIX XSH utimensat; RFC 7530 section 5.8.1.4). */
public interface AttributesContract extends Fixture {
    Timestamp ONE = new Timestamp(1_000_000_000, 123_456_789);
    Timestamp TWO = new Timestamp(2_000_000_000, 987_654_321);

    @Test
    default void timesAreSetToTheNanosecond() throws Exception {
        FileHandle file = file(ALICE, commons(), "file", 0600);
        Attributes set = fs().setAttributes(ALICE, file, clientTimes(ONE, TWO));
        assertThat(set.accessTime()).isEqualTo(ONE);
        assertThat(set.modifyTime()).isEqualTo(TWO);
        assertThat(set.changeTime()).isNotEqualTo(TWO);
        Attributes kept = fs().setAttributes(ALICE, file, AttributeChange.ofMode(0640));
        assertThat(kept.accessTime()).isEqualTo(ONE);
        assertThat(kept.modifyTime()).isEqualTo(TWO);
    }

    @Test
    default void timesOfEveryKindOfObjectAreSet() throws Exception {
        FileHandle link = object(ROOT, root(), "link", new NewObject.Symlink("x"), 0777);
        FileHandle fifo = object(ROOT, root(), "fifo", new NewObject.Fifo(), 0666);
        for (FileHandle object : new FileHandle[] {link, fifo, root()}) {
            assertThat(fs().setAttributes(ROOT, object, clientTimes(ONE, TWO)).modifyTime())
                    .isEqualTo(TWO);
        }
        assertThat(fs().setAttributes(ROOT, fifo, AttributeChange.ofMode(0600)).mode())
                .isEqualTo(0600);
        assertThat(fs().setAttributes(ROOT, link, uid(ALICE.uid())).uid()).isEqualTo(ALICE.uid());
        assertRefused(VfsError.NOTSUPP, () -> fs().setAttributes(ROOT, link, AttributeChange.ofMode(0600)));
    }

    /** XSH utimensat: given times need ownership, "now" needs only write permission. */
    @Test
    default void givenTimesNeedOwnershipAndNowNeedsWritePermission() throws Exception {
        FileHandle commons = commons();
        FileHandle writable = file(ALICE, commons, "writable", 0666);
        FileHandle closed = file(ALICE, commons, "closed", 0644);
        AttributeChange now = times(TimeChange.SERVER_TIME, TimeChange.SERVER_TIME);
        fs().setAttributes(ALICE, writable, clientTimes(ONE, ONE));
        assertRefused(VfsError.PERM, () -> fs().setAttributes(BOB, writable, clientTimes(TWO, TWO)));
        assertRefused(VfsError.ACCES, () -> fs().setAttributes(BOB, closed, now));
        assertThat(fs().setAttributes(BOB, writable, now).modifyTime()).isGreaterThan(ONE);
        fs().setAttributes(ROOT, closed, clientTimes(TWO, TWO));
        assertThat(attributes(closed).accessTime()).isEqualTo(TWO);
    }

    @Test
    default void onlyOneTimeMayBeSet() throws Exception {
        FileHandle file = file(root(), "file", "");
        fs().setAttributes(ROOT, file, clientTimes(ONE, ONE));
        fs().setAttributes(ROOT, file, times(TimeChange.KEEP, new TimeChange.ClientTime(TWO)));
        assertThat(attributes(file).accessTime()).isEqualTo(ONE);
        assertThat(attributes(file).modifyTime()).isEqualTo(TWO);
    }

    @Test
    default void changingContentMovesTheModifyTimeAndReadingDoesNot() throws Exception {
        FileHandle file = file(root(), "file", "content");
        fs().setAttributes(ROOT, file, clientTimes(ONE, ONE));
        read(file);
        assertThat(attributes(file).modifyTime()).isEqualTo(ONE);
        write(file, 0, "x");
        assertThat(attributes(file).modifyTime()).isGreaterThan(ONE);
        fs().setAttributes(ROOT, file, clientTimes(ONE, ONE));
        fs().setAttributes(ROOT, file, AttributeChange.ofSize(3));
        assertThat(attributes(file).modifyTime()).isGreaterThan(ONE);
    }

    @Test
    default void changingEntriesMovesTheDirectorysModifyTime() throws Exception {
        FileHandle directory = directory(ROOT, root(), "directory", 0755);
        fs().setAttributes(ROOT, directory, clientTimes(ONE, ONE));
        file(directory, "file", "");
        assertThat(attributes(directory).modifyTime()).isGreaterThan(ONE);
        fs().setAttributes(ROOT, directory, clientTimes(ONE, ONE));
        fs().remove(ROOT, directory, "file");
        assertThat(attributes(directory).modifyTime()).isGreaterThan(ONE);
    }

    /** RFC 7530 section 5.8.1.4; clients' caches depend on every single step being seen. */
    @Test
    default void theChangeAttributeGrowsWithEveryChange() throws Exception {
        FileHandle file = file(root(), "file", "");
        FileHandle directory = directory(ROOT, root(), "directory", 0755);
        long last = attributes(file).change();
        long lastDirectory = attributes(directory).change();
        try (OpenFile open = fs().open(ROOT, file, OpenIntent.WRITE)) {
            for (int i = 0; i < 200; i++) {
                fs().write(open, 0, Fixture.utf8("x"), Stability.UNSTABLE);
                last = assertGrown(file, last);
                fs().setSize(open, i % 3);
                last = assertGrown(file, last);
            }
        }
        for (int i = 0; i < 30; i++) {
            last = assertGrownTo(fs().setAttributes(ROOT, file, AttributeChange.ofMode(0600 + i % 2)), last);
            last = assertGrownTo(fs().setAttributes(ROOT, file, clientTimes(ONE, ONE)), last);
            file(ROOT, directory, "inside", 0600);
            lastDirectory = assertGrown(directory, lastDirectory);
            fs().remove(ROOT, directory, "inside");
            lastDirectory = assertGrown(directory, lastDirectory);
        }
    }

    private long assertGrown(FileHandle file, long last) throws VfsException {
        return assertGrownTo(attributes(file), last);
    }

    private static long assertGrownTo(Attributes attributes, long last) {
        assertThat(attributes.change()).isGreaterThan(last);
        return attributes.change();
    }

    @Test
    default void readingChangesNothing() throws Exception {
        FileHandle file = file(root(), "file", "content");
        long change = attributes(file).change();
        long directory = attributes(root()).change();
        read(file);
        fs().lookup(ROOT, root(), "file");
        names(root());
        fs().access(ROOT, file, 0x3f);
        assertThat(attributes(file).change()).isEqualTo(change);
        assertThat(attributes(root()).change()).isEqualTo(directory);
    }

    @Test
    default void aRefusedChangeChangesNothing() throws Exception {
        FileHandle file = file(ALICE, commons(), "file", 0644);
        Attributes before = attributes(file);
        AttributeChange mixed = new AttributeChange(
                OptionalInt.of(0777),
                OptionalInt.of(BOB.uid()),
                OptionalInt.empty(),
                OptionalLong.of(10),
                TimeChange.KEEP,
                new TimeChange.ClientTime(ONE));
        assertRefused(VfsError.PERM, () -> fs().setAttributes(ALICE, file, mixed));
        assertThat(attributes(file)).isEqualTo(before);
        Attributes after = fs().setAttributes(ROOT, file, mixed);
        assertThat(after.mode()).isEqualTo(0777);
        assertThat(after.uid()).isEqualTo(BOB.uid());
        assertThat(after.size()).isEqualTo(10);
        assertThat(after.modifyTime()).isEqualTo(ONE);
    }

    @Test
    default void setAttributesReturnsWhatGetAttributesTells() throws Exception {
        FileHandle file = file(root(), "file", "");
        Attributes set = fs().setAttributes(ROOT, file, AttributeChange.ofSize(5));
        assertThat(attributes(file)).isEqualTo(set);
        assertThat(fs().setAttributes(BOB, file, AttributeChange.NONE)).isEqualTo(set);
    }

    private static AttributeChange clientTimes(Timestamp access, Timestamp modify) {
        return times(new TimeChange.ClientTime(access), new TimeChange.ClientTime(modify));
    }
}
