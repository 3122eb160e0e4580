package io.moorage.filestore;

import static io.moorage.filestore.ColdFixture.RULES;
import static io.moorage.filestore.ColdFixture.RULES_BACK;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.Caller;
import io.moorage.vfs.DirectoryPage;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import io.moorage.vfs.Timestamp;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** EFS User Guide, "Managing storage lifecycle": what a client sees of a file does not tell which storage class it is in. */
class ColdTierTest {
    private static final Duration MONTH = Duration.ofDays(31);
    private static final int LENGTH = 700_001;

    private final Path temporary;
    private final ColdFixture cold;

    ColdTierTest(@TempDir Path temporary) throws IOException {
        this.temporary = temporary;
        cold = new ColdFixture(temporary, RULES);
    }

    @AfterEach
    void close() throws IOException {
        cold.fs.close();
    }

    private LifecycleOutcome monthLater() throws IOException {
        cold.pass(MONTH);
        return cold.fs.applyLifecycle();
    }

    @Test
    void aFileLeftAloneGoesAndLooksAndReadsAsBefore() throws Exception {
        byte[] text = ColdFixture.compressible(LENGTH, 1);
        byte[] noise = ColdFixture.incompressible(LENGTH, 2);
        FileHandle texts = cold.create("text", text);
        FileHandle noises = cold.create("noise", noise);
        FileHandle small = cold.create("small", new byte[100_000]);
        Attributes before = cold.attributes(texts);
        assertThat(cold.fs.applyLifecycle()).isEqualTo(new LifecycleOutcome(0, 0, 0));
        assertThat(monthLater()).isEqualTo(new LifecycleOutcome(2, 0, 0));
        assertThat(cold.ownBytes(texts)).isLessThanOrEqualTo(4096);
        assertThat(cold.ownBytes(small)).isGreaterThanOrEqualTo(100_000);
        for (int round = 0; round < 2; round++) {
            assertThat(cold.attributes(texts)).isEqualTo(before);
            assertThat(listed("text")).isEqualTo(before);
            assertThat(cold.read(texts)).isEqualTo(text);
            assertThat(cold.read(noises)).isEqualTo(noise);
            assertThat(cold.ownBytes(texts)).isLessThanOrEqualTo(4096);
            cold.fs.close();
            cold.reopen(RULES);
        }
    }

    private Attributes listed(String name) throws IOException {
        return cold.fs.readDirectory(Caller.ROOT, cold.fs.root(), 0, 0, 1000, true).items().stream()
                .filter(item -> item.name().equals(name))
                .map(DirectoryPage.Item::attributes)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void partsAreReadFromAnyPlace() throws Exception {
        byte[] text = ColdFixture.compressible(LENGTH, 1);
        FileHandle file = cold.create("text", text);
        assertThat(monthLater().toIa()).isOne();
        try (OpenFile open = cold.fs.open(Caller.ROOT, file, OpenIntent.READ)) {
            for (int offset : new int[] {0, 1, 4095, 131_071, 131_072, 262_143, 699_990}) {
                int end = Math.min(LENGTH, offset + 150_000);
                assertThat(cold.read(open, offset, 150_000)).isEqualTo(Arrays.copyOfRange(text, offset, end));
            }
            assertThat(cold.read(open, LENGTH, 10)).isEmpty();
            ByteBuffer direct = ByteBuffer.allocateDirect(1000);
            assertThat(cold.fs.read(open, 130_900, direct)).isEqualTo(1000);
            assertThat(direct.flip())
                    .isEqualTo(ByteBuffer.wrap(text, 130_900, 1000).slice());
        }
    }

    /** A sparse file counts what it uses, before, meanwhile and after. */
    @Test
    void holesStayHoles() throws Exception {
        FileHandle file = cold.create("sparse", ColdFixture.compressible(10_000, 1));
        cold.write(file, 5_000_000, ColdFixture.compressible(300_000, 2));
        byte[] content = cold.read(file);
        long before = cold.attributes(file).spaceUsed();
        long own = cold.ownBytes(file);
        assertThat(before).isLessThan(400_000);
        assertThat(monthLater().toIa()).isOne();
        assertThat(cold.read(file)).isEqualTo(content);
        assertThat(cold.attributes(file).spaceUsed()).isEqualTo(before);
        cold.write(file, 0, new byte[] {content[0]});
        assertThat(cold.read(file)).isEqualTo(content);
        assertThat(cold.ownBytes(file)).isEqualTo(own);
    }

    /** "Whenever a file in Standard is accessed, the lifecycle management timer is reset"; metadata operations do not count. */
    @Test
    void readingAndWritingKeepAFileWhereItIsAndMetadataDoesNot() throws Exception {
        FileHandle read = cold.create("read", new byte[200_000]);
        FileHandle written = cold.create("written", new byte[200_000]);
        FileHandle looked = cold.create("looked", new byte[200_000]);
        cold.pass(Duration.ofDays(20));
        cold.read(read);
        cold.write(written, 7, new byte[1]);
        cold.fs.setAttributes(Caller.ROOT, looked, AttributeChange.ofMode(0600));
        cold.fs.rename(Caller.ROOT, cold.fs.root(), "looked", cold.fs.root(), "moved");
        cold.fs.close();
        cold.reopen(RULES);
        cold.pass(Duration.ofDays(11));
        assertThat(cold.fs.applyLifecycle()).isEqualTo(new LifecycleOutcome(1, 0, 0));
        assertThat(cold.ownBytes(looked)).isLessThanOrEqualTo(4096);
        cold.pass(Duration.ofDays(20));
        assertThat(cold.fs.applyLifecycle().toIa()).isEqualTo(2);
    }

    @Test
    void aFileGoesOnToArchiveAndIsMeteredThereByItsFullSize() throws Exception {
        FileHandle file = cold.create("file", ColdFixture.compressible(LENGTH, 1));
        MeteredSize before = cold.fs.countMeteredSize();
        assertThat(monthLater().toIa()).isOne();
        MeteredSize ia = cold.fs.countMeteredSize();
        assertThat(ia.iaBytes()).isEqualTo(700_416);
        assertThat(ia.bytes()).isEqualTo(before.bytes());
        cold.read(file);
        cold.pass(Duration.ofDays(60));
        assertThat(cold.fs.applyLifecycle()).isEqualTo(new LifecycleOutcome(0, 1, 0));
        MeteredSize archive = cold.fs.countMeteredSize();
        assertThat(archive.archiveBytes()).isEqualTo(ia.iaBytes());
        assertThat(archive.iaBytes()).isZero();
        assertThat(archive.bytes()).isEqualTo(before.bytes());
        assertThat(cold.read(file)).isEqualTo(ColdFixture.compressible(LENGTH, 1));
    }

    /** LifecyclePolicy, TransitionToPrimaryStorageClass: AFTER_1_ACCESS. */
    @Test
    void aReadBringsItBackIfTheRulesSaySo() throws Exception {
        byte[] text = ColdFixture.compressible(LENGTH, 1);
        FileHandle file = cold.create("text", text);
        Attributes before = cold.attributes(file);
        assertThat(monthLater().toIa()).isOne();
        cold.fs.setLifecycle(RULES_BACK);
        assertThat(cold.read(file)).isEqualTo(text);
        Awaitility.await().until(() -> {
            cold.fs.tend();
            return cold.contents("content") == 0;
        });
        assertThat(cold.read(file)).isEqualTo(text);
        assertThat(cold.ownBytes(file)).isGreaterThanOrEqualTo(LENGTH);
        assertThat(cold.attributes(file)).isEqualTo(before);
        // Its record goes after its content.
        Awaitility.await().until(() -> cold.fs.countMeteredSize().iaBytes() == 0);
    }

    @Test
    void aWriteBringsItBackAndADayLaterItGoesAgain() throws Exception {
        byte[] text = ColdFixture.compressible(LENGTH, 1);
        FileHandle file = cold.create("text", text);
        Attributes before = cold.attributes(file);
        assertThat(monthLater().toIa()).isOne();
        cold.write(file, 300_000, new byte[] {1, 2, 3});
        text[300_000] = 1;
        text[300_001] = 2;
        text[300_002] = 3;
        assertThat(cold.read(file)).isEqualTo(text);
        assertThat(cold.attributes(file).change()).isGreaterThan(before.change());
        assertThat(cold.contents("content") + cold.contents("moving")).isZero();
        assertThat(cold.fs.applyLifecycle().toIa()).isZero();
        cold.pass(Duration.ofDays(2));
        assertThat(cold.fs.applyLifecycle().toIa()).isOne();
        assertThat(cold.read(file)).isEqualTo(text);
    }

    @Test
    void sizesAreSetAsOfAnyFile() throws Exception {
        byte[] text = ColdFixture.compressible(LENGTH, 1);
        FileHandle shorter = cold.create("shorter", text);
        FileHandle longer = cold.create("longer", text);
        FileHandle none = cold.create("none", text);
        assertThat(monthLater().toIa()).isEqualTo(3);
        cold.fs.setAttributes(Caller.ROOT, shorter, AttributeChange.ofSize(1234));
        try (OpenFile open = cold.fs.open(Caller.ROOT, longer, OpenIntent.WRITE)) {
            cold.fs.setSize(open, LENGTH + 10);
        }
        cold.fs.setAttributes(Caller.ROOT, none, AttributeChange.ofSize(0));
        assertThat(cold.contents("content") + cold.contents("moving")).isZero();
        assertThat(cold.read(shorter)).isEqualTo(Arrays.copyOf(text, 1234));
        assertThat(cold.read(longer)).isEqualTo(Arrays.copyOf(text, LENGTH + 10));
        assertThat(cold.read(none)).isEmpty();
        cold.write(none, 0, text);
        assertThat(cold.read(none)).isEqualTo(text);
    }

    @Test
    void namesAndAttributesChangeAsOfAnyFile() throws Exception {
        byte[] text = ColdFixture.compressible(LENGTH, 1);
        FileHandle file = cold.create("text", text);
        assertThat(monthLater().toIa()).isOne();
        Attributes before = cold.attributes(file);
        cold.fs.link(Caller.ROOT, file, cold.fs.root(), "other");
        cold.fs.rename(Caller.ROOT, cold.fs.root(), "text", cold.fs.root(), "moved");
        Timestamp time = new Timestamp(1_000_000_000, 5);
        cold.fs.setAttributes(
                Caller.ROOT,
                file,
                new AttributeChange(
                        AttributeChange.NONE.mode(),
                        AttributeChange.NONE.uid(),
                        AttributeChange.NONE.gid(),
                        AttributeChange.NONE.size(),
                        AttributeChange.TimeChange.KEEP,
                        new AttributeChange.TimeChange.ClientTime(time)));
        Attributes after = cold.attributes(file);
        assertThat(after.links()).isEqualTo(2);
        assertThat(after.change()).isGreaterThan(before.change());
        assertThat(after.changeTime()).isGreaterThan(before.changeTime());
        assertThat(after.modifyTime()).isEqualTo(time);
        cold.fs.remove(Caller.ROOT, cold.fs.root(), "other");
        cold.fs.close();
        cold.reopen(RULES_BACK);
        FileHandle again = cold.fs.lookup(Caller.ROOT, cold.fs.root(), "moved").handle();
        assertThat(again).isEqualTo(file);
        assertThat(cold.read(again)).isEqualTo(text);
        Awaitility.await().until(() -> {
            cold.fs.tend();
            return cold.contents("content") == 0;
        });
        assertThat(cold.read(again)).isEqualTo(text);
        assertThat(cold.attributes(again).modifyTime()).isEqualTo(time);
    }

    @Test
    void aRemovedFileLeavesNothingInTheTier() throws Exception {
        byte[] text = ColdFixture.compressible(LENGTH, 1);
        cold.create("gone", text);
        FileHandle held = cold.create("held", text);
        assertThat(monthLater().toIa()).isEqualTo(2);
        try (OpenFile open = cold.fs.open(Caller.ROOT, held, OpenIntent.READ_WRITE)) {
            cold.fs.remove(Caller.ROOT, cold.fs.root(), "gone");
            cold.fs.remove(Caller.ROOT, cold.fs.root(), "held");
            cold.fs.applyLifecycle();
            assertThat(cold.contents("content")).isOne();
            assertThat(cold.read(open, 0, LENGTH)).isEqualTo(text);
            cold.fs.write(open, 0, ByteBuffer.wrap(new byte[] {9}), Stability.FILE_SYNC);
            text[0] = 9;
            assertThat(cold.read(open, 0, LENGTH)).isEqualTo(text);
        }
        assertThat(cold.contents("content")).isZero();
    }

    /** Removed by hand below the server, which finds out by the handle. */
    @Test
    void contentsOfFilesThatAreGoneAreCollected() throws Exception {
        cold.create("gone", ColdFixture.compressible(LENGTH, 1));
        assertThat(monthLater().toIa()).isOne();
        cold.fs.close();
        Files.delete(cold.directory.resolve("gone"));
        cold.reopen(RULES);
        cold.fs.applyLifecycle();
        assertThat(cold.contents("content")).isZero();
    }

    @Test
    void copiesHaveTheContentAndAMoveIsNoChangeToThem() throws Exception {
        byte[] text = ColdFixture.compressible(LENGTH, 1);
        cold.create("text", text);
        cold.pass(Duration.ofDays(1));
        cold.fs.copyTo(temporary.resolve("one"), Optional.empty(), () -> true);
        assertThat(monthLater().toIa()).isOne();
        CopiedTree two = cold.fs.copyTo(temporary.resolve("two"), Optional.of(temporary.resolve("one")), () -> true);
        assertThat(two.copied()).isZero();
        CopiedTree three = cold.fs.copyTo(temporary.resolve("three"), Optional.empty(), () -> true);
        assertThat(three.copied()).isOne();
        assertThat(temporary.resolve("three/text")).hasBinaryContent(text);
        cold.fs.restore(temporary.resolve("three"), "restored", () -> true);
        assertThat(cold.directory.resolve("restored/text")).hasBinaryContent(text);
    }

    /** SizeInBytes and the links of the root are as without a tier, whose directory nobody sees. */
    @Test
    void nobodySeesWhereItIs() throws Exception {
        Attributes root = cold.attributes(cold.fs.root());
        assertThat(root.links()).isEqualTo(2);
        assertThat(cold.fs.countMeteredSize().bytes()).isEqualTo(6144);
        assertThat(cold.fs
                        .readDirectory(Caller.ROOT, cold.fs.root(), 0, 0, 10, true)
                        .items())
                .isEmpty();
    }
}
