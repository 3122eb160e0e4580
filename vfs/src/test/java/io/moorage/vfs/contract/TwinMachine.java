package io.moorage.vfs.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.AttributeChange.TimeChange;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.FileType;
import io.moorage.vfs.NewObject;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import io.moorage.vfs.Timestamp;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.VirtualFileSystem;
import io.moorage.vfs.memory.MemoryFileSystem;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;

/**
 * Does the same random things to a file system and to its twin in memory, and demands the same answers: results and
 * refusals alike. The same seed does the same things again.
 */
public final class TwinMachine {
    private static final Caller[] CALLERS = {Caller.ROOT, Fixture.ALICE, Fixture.BOB, Fixture.CAROL};
    private static final int[] MODES = {0777, 0755, 0700, 0644, 0640, 0600, 0555, 0, 01777, 02775, 04755, 06711};
    private static final int[] IDS = {0, 1001, 1002, 1003, 2999, 3000};
    private static final int MAX_BYTES = 20_000;

    private final Random random;
    private final VirtualFileSystem subject;
    private final VirtualFileSystem twin = new MemoryFileSystem(InstantSource.system(), 1);

    /** The same object in both; some are gone, which both must say. */
    private record Pair(FileHandle subject, FileHandle twin) {}

    private record OpenPair(OpenFile subject, OpenFile twin) {}

    private final List<Pair> objects = new ArrayList<>();
    private final List<OpenPair> opens = new ArrayList<>();
    private int step;

    public TwinMachine(VirtualFileSystem subject, long seed) throws VfsException {
        this.subject = subject;
        this.random = new Random(seed);
        objects.add(new Pair(subject.root(), twin.root()));
        both(Caller.ROOT, root(), (fs, caller, file) -> fs.setAttributes(caller, file, AttributeChange.ofMode(0777))
                .mode());
    }

    /** Runs so many steps, then compares both trees. */
    public void run(int steps) throws VfsException {
        for (step = 0; step < steps; step++) {
            doSomething();
        }
        while (!opens.isEmpty()) {
            closeOne();
        }
        assertThat(tree(subject, subject.root(), "")).isEqualTo(tree(twin, twin.root(), ""));
        twin.close();
    }

    private void doSomething() throws VfsException {
        Caller caller = pick(CALLERS);
        switch (random.nextInt(14)) {
            case 0, 1 -> createFile(caller);
            case 2, 3 -> createObject(caller);
            case 4 -> lookup(caller);
            case 5 -> remove(caller);
            case 6 -> rename(caller);
            case 7 -> link(caller);
            case 8 -> setAttributes(caller);
            case 9 -> access(caller);
            case 10 -> open(caller);
            case 11 -> write();
            case 12 -> read();
            default -> closeOrLook(caller);
        }
    }

    private interface Call<T> {
        T on(VirtualFileSystem fs, Caller caller, FileHandle file) throws VfsException;
    }

    /** An answer or a refusal, comparable. */
    private record Answer(Object value) {
        static <T> Answer of(VirtualFileSystem fs, Caller caller, FileHandle file, Call<T> call) {
            try {
                return new Answer(call.on(fs, caller, file));
            } catch (VfsException refused) {
                return new Answer(refused.error());
            }
        }
    }

    private <T> void both(Caller caller, Pair file, Call<T> call) {
        Answer expected = Answer.of(twin, caller, file.twin(), call);
        Answer got = Answer.of(subject, caller, file.subject(), call);
        assertThat(got).as("step %d as %s", step, caller).isEqualTo(expected);
    }

    /** As {@link #both} for calls that find or make an object, which is then remembered. */
    private void bothFind(Caller caller, Pair directory, Call<FileHandle> call) {
        List<FileHandle> found = new ArrayList<>();
        both(caller, directory, (fs, as, file) -> {
            FileHandle handle = call.on(fs, as, file);
            found.add(handle);
            return comparable(fs.getAttributes(handle));
        });
        if (found.size() == 2) {
            objects.add(new Pair(found.get(1), found.get(0)));
        }
    }

    private void createFile(Caller caller) {
        String name = name();
        CreateMode mode =
                switch (random.nextInt(3)) {
                    case 0 -> new CreateMode.Unchecked();
                    case 1 -> new CreateMode.Guarded();
                    default -> new CreateMode.Exclusive(random.nextInt(3));
                };
        AttributeChange initial = initial();
        bothFind(caller, directory(), (fs, as, file) -> fs.createFile(as, file, name, mode, initial)
                .entry()
                .handle());
    }

    private void createObject(Caller caller) {
        String name = name();
        NewObject object =
                switch (random.nextInt(6)) {
                    case 0 -> new NewObject.Symlink("to " + name);
                    case 1 -> new NewObject.Fifo();
                    case 2 -> new NewObject.Socket();
                    default -> new NewObject.Directory();
                };
        AttributeChange initial = initial();
        bothFind(caller, directory(), (fs, as, file) -> fs.createObject(as, file, name, object, initial)
                .entry()
                .handle());
    }

    private AttributeChange initial() {
        int mode = MODES[random.nextInt(MODES.length)];
        AttributeChange change = AttributeChange.ofMode(mode);
        return random.nextInt(4) > 0 ? change : change.withOwner(maybeId(), maybeId());
    }

    private void lookup(Caller caller) {
        String name = name();
        if (random.nextInt(4) == 0) {
            bothFind(caller, directory(), (fs, as, file) -> fs.lookupParent(as, file)
                    .handle());
        } else {
            bothFind(caller, directory(), (fs, as, file) -> fs.lookup(as, file, name)
                    .handle());
        }
    }

    private void remove(Caller caller) {
        String name = name();
        both(caller, directory(), (fs, as, file) -> {
            fs.remove(as, file, name);
            return "removed";
        });
    }

    private void rename(Caller caller) {
        String from = name();
        String to = name();
        Pair target = directory();
        both(caller, directory(), (fs, as, file) -> {
            fs.rename(as, file, from, fs == twin ? target.twin() : target.subject(), to);
            return "renamed";
        });
    }

    private void link(Caller caller) {
        String name = name();
        Pair target = directory();
        both(caller, object(), (fs, as, file) -> {
            fs.link(as, file, fs == twin ? target.twin() : target.subject(), name);
            return "linked";
        });
    }

    private void setAttributes(Caller caller) {
        AttributeChange change = new AttributeChange(
                random.nextBoolean() ? OptionalInt.of(MODES[random.nextInt(MODES.length)]) : OptionalInt.empty(),
                maybeId(),
                maybeId(),
                random.nextInt(3) == 0 ? OptionalLong.of(random.nextInt(MAX_BYTES)) : OptionalLong.empty(),
                TimeChange.KEEP,
                random.nextInt(3) == 0 ? clientTime() : TimeChange.KEEP);
        both(caller, object(), (fs, as, file) -> comparable(fs.setAttributes(as, file, change)));
    }

    private TimeChange clientTime() {
        return new TimeChange.ClientTime(new Timestamp(1_000_000_000 + random.nextInt(1000), random.nextInt(1000)));
    }

    private void access(Caller caller) {
        both(caller, object(), (fs, as, file) -> fs.access(as, file, 0x3f));
    }

    private void open(Caller caller) {
        OpenIntent intent = pick(OpenIntent.values());
        List<OpenFile> opened = new ArrayList<>();
        both(caller, object(), (fs, as, file) -> {
            opened.add(fs.open(as, file, intent));
            return "opened";
        });
        if (opened.size() == 2) {
            opens.add(new OpenPair(opened.get(1), opened.get(0)));
        }
    }

    private void write() throws VfsException {
        if (opens.isEmpty()) {
            return;
        }
        OpenPair open = opens.get(random.nextInt(opens.size()));
        byte[] bytes = new byte[random.nextInt(MAX_BYTES)];
        random.nextBytes(bytes);
        long offset = random.nextInt(MAX_BYTES);
        subject.write(open.subject(), offset, ByteBuffer.wrap(bytes), Stability.UNSTABLE);
        twin.write(open.twin(), offset, ByteBuffer.wrap(bytes), Stability.UNSTABLE);
        assertThat(comparable(subject.getAttributes(open.subject())))
                .isEqualTo(comparable(twin.getAttributes(open.twin())));
    }

    private void read() throws VfsException {
        if (opens.isEmpty()) {
            return;
        }
        OpenPair open = opens.get(random.nextInt(opens.size()));
        long offset = random.nextInt(2 * MAX_BYTES);
        assertThat(bytes(subject, open.subject(), offset)).isEqualTo(bytes(twin, open.twin(), offset));
    }

    private static byte[] bytes(VirtualFileSystem fs, OpenFile open, long offset) throws VfsException {
        ByteBuffer target = ByteBuffer.allocate(MAX_BYTES);
        int count = fs.read(open, offset, target);
        return Arrays.copyOf(target.array(), count);
    }

    private void closeOrLook(Caller caller) throws VfsException {
        if (!opens.isEmpty() && random.nextBoolean()) {
            closeOne();
        } else {
            both(caller, object(), (fs, as, file) -> comparable(fs.getAttributes(file)));
        }
    }

    private void closeOne() throws VfsException {
        OpenPair open = opens.remove(random.nextInt(opens.size()));
        open.subject().close();
        open.twin().close();
    }

    /** What must be the same; numbers, times of now, and sizes of directories are each file system's own. */
    private static List<Object> comparable(Attributes attributes) {
        Timestamp modified = attributes.modifyTime();
        boolean set = modified.seconds() < 1_100_000_000;
        return List.of(
                attributes.type(),
                attributes.mode(),
                attributes.links(),
                attributes.uid(),
                attributes.gid(),
                attributes.isDirectory() ? 0 : attributes.size(),
                set ? modified : "now");
    }

    private static List<String> tree(VirtualFileSystem fs, FileHandle directory, String path) throws VfsException {
        List<String> lines = new ArrayList<>();
        for (var item :
                fs.readDirectory(Caller.ROOT, directory, 0, 0, 100_000, false).items()) {
            FileHandle handle = fs.lookup(Caller.ROOT, directory, item.name()).handle();
            Attributes attributes = fs.getAttributes(handle);
            lines.add(path + "/" + item.name() + comparable(attributes) + content(fs, handle, attributes.type()));
            if (attributes.isDirectory()) {
                lines.addAll(tree(fs, handle, path + "/" + item.name()));
            }
        }
        lines.sort(String::compareTo);
        return lines;
    }

    private static String content(VirtualFileSystem fs, FileHandle file, FileType type) throws VfsException {
        if (type == FileType.SYMLINK) {
            return fs.readLink(Caller.ROOT, file);
        }
        if (type != FileType.REGULAR) {
            return "";
        }
        try (OpenFile open = fs.openGranted(Caller.ROOT, file, OpenIntent.READ)) {
            ByteBuffer target = ByteBuffer.allocate(3 * MAX_BYTES);
            fs.read(open, 0, target);
            return Integer.toHexString(target.flip().hashCode());
        }
    }

    private Pair root() {
        return objects.getFirst();
    }

    /** Mostly what was made last, for deep trees. */
    private Pair object() {
        int from = random.nextBoolean() ? Math.max(0, objects.size() - 10) : 0;
        return objects.get(from + random.nextInt(objects.size() - from));
    }

    private Pair directory() {
        return random.nextInt(3) == 0 ? root() : object();
    }

    private String name() {
        return String.valueOf((char) ('a' + random.nextInt(6)));
    }

    private OptionalInt maybeId() {
        return random.nextInt(3) == 0 ? OptionalInt.of(IDS[random.nextInt(IDS.length)]) : OptionalInt.empty();
    }

    private <T> T pick(T[] among) {
        return among[random.nextInt(among.length)];
    }
}
