package io.moorage.crash.client;

import io.moorage.crash.Deed;
import io.moorage.crash.Progress;
import io.moorage.crash.client.Workplace.OpenWork;
import io.moorage.crash.judge.Expectation;
import io.moorage.crash.judge.Item;
import io.moorage.vfs.Stability;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Changes its directory at random, one change after another, and tells the {@link Expectation} what was acknowledged. */
final class Worker implements Runnable {
    private static final int BLOCK = 4096;
    private static final int MOST_BLOCKS = 12;
    private static final int MOST_NAMES = 24;
    private static final int MOST_OPEN = 5;
    private static final int[] MODES = {0600, 0640, 0644, 0700, 0750, 0755};

    private final int number;
    private final Workplace place;
    private final Expectation expectation;
    private final Progress progress;
    private final RandomGenerator random;

    private final Map<Item, OpenWork> open = new LinkedHashMap<>();
    private int names;
    private int stamps;

    /** What it is about to do, for whoever reads of its failure. */
    private String doing = "";

    /** @param random its own: the same seed asks for the same changes, as far as crashes leave the same things behind */
    Worker(int number, Workplace place, Expectation expectation, Progress progress, RandomGenerator random) {
        this.number = number;
        this.place = place;
        this.expectation = expectation;
        this.progress = progress;
        this.random = random;
    }

    private interface Call {
        void make() throws IOException;
    }

    @Override
    public void run() {
        try {
            while (!progress.isOver()) {
                work();
            }
            for (Item item : List.copyOf(open.keySet())) {
                close(item);
            }
        } catch (IOException | RuntimeException failed) {
            progress.failed(new IOException("worker %d, %s: %s".formatted(number, doing, failed), failed));
        }
    }

    private void work() throws IOException {
        List<String> files = namesOf(Item.Kind.FILE);
        int names = expectation.tree().size();
        int choice = random.nextInt(100);
        if (files.isEmpty() || (choice < 10 && names < MOST_NAMES)) {
            create();
        } else if (choice < 45) {
            write(pick(files));
        } else if (choice < 52) {
            commit(pick(files));
        } else if (choice < 57) {
            truncate(pick(files));
        } else if (choice < 65) {
            setAttribute(pick(List.copyOf(expectation.tree().keySet())));
        } else if (choice < 75) {
            rename();
        } else if (choice < 80) {
            link(pick(files));
        } else if (choice < 84 && names < MOST_NAMES) {
            makeDirectory();
        } else if (choice < 88 && names < MOST_NAMES) {
            makeSymlink();
        } else {
            remove();
        }
    }

    private void create() throws IOException {
        String path = freshPath();
        int mode = MODES[random.nextInt(MODES.length)];
        boolean exclusive = random.nextBoolean();
        change(Deed.CREATE, with(path, Item.file(mode)), () -> place.createFile(path, mode, exclusive));
    }

    private void makeDirectory() throws IOException {
        String path = freshName();
        int mode = MODES[random.nextInt(MODES.length)];
        change(Deed.MKDIR, with(path, Item.directory(mode)), () -> place.makeDirectory(path, mode));
    }

    private void makeSymlink() throws IOException {
        String path = freshPath();
        String target = "t".repeat(1 + random.nextInt(200));
        change(Deed.SYMLINK, with(path, Item.symlink(target)), () -> place.makeSymlink(path, target));
    }

    private void link(String existing) throws IOException {
        String path = freshPath();
        Item item = item(existing);
        change(Deed.LINK, with(path, item), () -> place.link(existing, path));
    }

    /** To a fresh name or over what is there; directories too. */
    private void rename() throws IOException {
        String from = pick(List.copyOf(expectation.tree().keySet()));
        Item moved = item(from);
        if (expectation.mayHoldMore(from)) {
            return;
        }
        String to = moved.kind() == Item.Kind.DIRECTORY ? freshName() : freshPath();
        Deed deed = Deed.RENAME;
        List<String> files = namesOf(Item.Kind.FILE);
        if (moved.kind() == Item.Kind.FILE && random.nextBoolean() && files.size() > 1) {
            String other = pick(files);
            if (item(other) != moved) {
                to = other;
                deed = Deed.RENAME_OVER;
            }
        }
        String target = to;
        Map<String, Item> after = new TreeMap<>();
        expectation.tree().forEach((path, item) -> {
            if (path.equals(from) || path.startsWith(from + "/")) {
                after.put(target + path.substring(from.length()), item);
            } else {
                after.putIfAbsent(path, item);
            }
        });
        change(deed, after, () -> place.rename(from, target));
        forgetGone();
    }

    private void remove() throws IOException {
        List<String> removable = expectation.tree().keySet().stream()
                .filter(path -> expectation.tree().keySet().stream().noneMatch(other -> other.startsWith(path + "/")))
                .filter(path -> !expectation.mayHoldMore(path))
                .toList();
        if (removable.isEmpty()) {
            return;
        }
        String path = pick(removable);
        Deed deed = item(path).kind() == Item.Kind.DIRECTORY ? Deed.RMDIR : Deed.UNLINK;
        Map<String, Item> after = new TreeMap<>(expectation.tree());
        after.remove(path);
        change(deed, after, () -> place.remove(path));
        forgetGone();
    }

    private void change(Deed deed, Map<String, Item> after, Call call) throws IOException {
        doing = deed.toString();
        int crashes = progress.crashes();
        expectation.begin(after);
        try {
            call.make();
            expectation.acknowledge();
            progress.acknowledged(deed);
        } catch (IOException refused) {
            if (progress.crashes() == crashes || !place.looksRepeated(refused)) {
                throw new IOException(deed + " was refused: " + refused, refused);
            }
            expectation.leaveOpen();
            progress.leftOpen();
        }
    }

    private void write(String path) throws IOException {
        Item item = item(path);
        doing = "writing " + path;
        OpenWork file = opened(path, item);
        int block = random.nextInt(Math.min(MOST_BLOCKS, item.size() + 2));
        int stamp = (number + 1) << 24 | ++stamps;
        Stability stability =
                switch (random.nextInt(3)) {
                    case 0 -> Stability.FILE_SYNC;
                    case 1 -> Stability.DATA_SYNC;
                    default -> Stability.UNSTABLE;
                };
        ByteBuffer data = ByteBuffer.allocate(BLOCK);
        while (data.hasRemaining()) {
            data.putInt(stamp);
        }
        expectation.beginWrite(item, block, stamp, stability != Stability.UNSTABLE);
        file.write((long) block * BLOCK, data.array(), stability);
        if (stability == Stability.UNSTABLE) {
            progress.wroteUnstable();
        } else {
            expectation.wrote(item, block);
            progress.acknowledged(stability == Stability.FILE_SYNC ? Deed.FILE_SYNC_WRITE : Deed.DATA_SYNC_WRITE);
        }
    }

    private void commit(String path) throws IOException {
        Item item = item(path);
        doing = "committing " + path;
        opened(path, item).commit();
        expectation.committed(item);
        progress.acknowledged(Deed.COMMIT);
    }

    private void truncate(String path) throws IOException {
        Item item = item(path);
        if (item.size() == 0) {
            return;
        }
        doing = "truncating " + path;
        OpenWork file = opened(path, item);
        int blocks = random.nextInt(item.size());
        if (!item.isCommitted()) {
            file.commit();
            expectation.committed(item);
            progress.acknowledged(Deed.COMMIT);
        }
        expectation.beginResize(item, blocks);
        file.setSize((long) blocks * BLOCK);
        expectation.resized(item);
        progress.acknowledged(Deed.TRUNCATE);
    }

    private void setAttribute(String path) throws IOException {
        Item item = item(path);
        doing = "setting an attribute of " + path;
        if (item.kind() == Item.Kind.SYMLINK) {
            return;
        }
        // Names come and go in a directory, which changes its time.
        if (item.kind() == Item.Kind.FILE && item.isCommitted() && random.nextBoolean()) {
            long seconds = 1_000_000_000L + random.nextInt(1_000_000);
            expectation.beginTime(item, seconds);
            place.setModifyTime(path, seconds);
            expectation.timeSet(item, seconds);
        } else {
            int mode = MODES[random.nextInt(MODES.length)];
            expectation.beginMode(item, mode);
            place.setMode(path, mode);
            expectation.modeSet(item);
        }
        progress.acknowledged(Deed.SETATTR);
    }

    private OpenWork opened(String path, Item item) throws IOException {
        OpenWork present = open.get(item);
        if (present != null) {
            return present;
        }
        if (open.size() >= MOST_OPEN) {
            close(pick(new ArrayList<>(open.keySet())));
        }
        OpenWork file = place.open(path);
        open.put(item, file);
        return file;
    }

    /** A close asks for a commit first, as close-to-open has it. */
    private void close(Item item) throws IOException {
        doing += ", closing a file";
        OpenWork file = open.remove(item);
        if (file != null) {
            file.commit();
            expectation.committed(item);
            progress.acknowledged(Deed.COMMIT);
            file.close();
        }
    }

    /** What has no name any more is closed. */
    private void forgetGone() throws IOException {
        for (Item item : List.copyOf(open.keySet())) {
            if (!expectation.tree().containsValue(item)) {
                close(item);
            }
        }
    }

    private Map<String, Item> with(String path, Item item) {
        Map<String, Item> after = new TreeMap<>(expectation.tree());
        after.put(path, item);
        return after;
    }

    private Item item(String path) {
        @Nullable Item item = expectation.tree().get(path);
        if (item == null) {
            throw new IllegalStateException("no " + path);
        }
        return item;
    }

    private List<String> namesOf(Item.Kind kind) {
        List<String> paths = new ArrayList<>();
        expectation.tree().forEach((path, item) -> {
            if (item.kind() == kind) {
                paths.add(path);
            }
        });
        return paths;
    }

    private String freshName() {
        return "n" + ++names;
    }

    /** At the top or in a directory. */
    private String freshPath() {
        List<String> directories = namesOf(Item.Kind.DIRECTORY);
        boolean top = directories.isEmpty() || random.nextBoolean();
        return top ? freshName() : pick(directories) + "/" + freshName();
    }

    private <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
