package io.moorage.crash.judge;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What must be found in one worker's directory: all that was acknowledged, and of the one change that may be under way either
 * all or nothing. The worker tells it before each change and after its acknowledgement, another thread judges at any time.
 */
public final class Expectation {
    /** Paths below the worker's directory; links to one file share its item. Never changed in place. */
    private Map<String, Item> tree = new TreeMap<>();

    /** As {@link #tree}, with the change under way; the same when none is. */
    private Map<String, Item> next = tree;

    /** Names of which a crash left open what became of them; none of them is used again. */
    private final Set<String> unsettled = new HashSet<>();

    /** Everything that must be there. */
    public synchronized Map<String, Item> tree() {
        return tree;
    }

    /** A change of names is asked for: {@code after} is how the tree is then. */
    public synchronized void begin(Map<String, Item> after) {
        next = after;
    }

    /** It is acknowledged. */
    public synchronized void acknowledge() {
        tree = next;
    }

    /** It was refused, and a crash came between asking and answer: it may have been done before that, or never. */
    public synchronized void leaveOpen() {
        Map<String, Item> both = new TreeMap<>();
        for (Map.Entry<String, Item> entry : tree.entrySet()) {
            if (next.get(entry.getKey()) == entry.getValue()) {
                both.put(entry.getKey(), entry.getValue());
            } else {
                unsettled.add(entry.getKey());
            }
        }
        for (String name : next.keySet()) {
            if (!both.containsKey(name)) {
                unsettled.add(name);
            }
        }
        tree = both;
        next = both;
    }

    /** Something may be in this directory of which nothing is known: it can be neither removed nor followed elsewhere. */
    public synchronized boolean mayHoldMore(String directory) {
        return unsettled.stream().anyMatch(name -> name.startsWith(directory + "/"));
    }

    public synchronized void beginWrite(Item file, int block, int stamp, boolean stable) {
        file.content().beginWrite(block, stamp, stable);
        file.timeUnknown();
    }

    public synchronized void wrote(Item file, int block) {
        file.content().wrote(block);
    }

    public synchronized void committed(Item file) {
        file.content().committed();
    }

    public synchronized void beginResize(Item file, int blocks) {
        file.content().beginResize(blocks);
        file.timeUnknown();
    }

    public synchronized void resized(Item file) {
        file.content().resized();
    }

    public synchronized void beginMode(Item item, int mode) {
        item.beginMode(mode);
    }

    public synchronized void modeSet(Item item) {
        item.modeSet();
    }

    public synchronized void beginTime(Item item, long seconds) {
        item.beginTime(seconds);
    }

    public synchronized void timeSet(Item item, long seconds) {
        item.timeSet(seconds);
    }

    /** What was looked at and what is wrong. */
    public record Verdict(int objects, List<String> faults) {
        public Verdict {
            faults = List.copyOf(faults);
        }
    }

    /** Compares the worker's directory as it is now, on the disk itself. */
    public synchronized Verdict judge(Path directory) throws IOException {
        Set<String> found = new TreeSet<>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                add(path);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                add(path);
                return FileVisitResult.CONTINUE;
            }

            private void add(Path path) {
                String name = directory.relativize(path).toString();
                if (!name.isEmpty() && !isUnsettled(name)) {
                    found.add(name);
                }
            }
        });
        List<String> faults = faults(directory, found, tree);
        if (!faults.isEmpty() && next != tree && faults(directory, found, next).isEmpty()) {
            faults = List.of();
        }
        return new Verdict(tree.size(), faults);
    }

    private boolean isUnsettled(String name) {
        int slash = name.indexOf('/');
        return unsettled.contains(name) || (slash > 0 && unsettled.contains(name.substring(0, slash)));
    }

    private static List<String> faults(Path directory, Set<String> found, Map<String, Item> expected)
            throws IOException {
        List<String> faults = new ArrayList<>();
        for (Map.Entry<String, Item> entry : expected.entrySet()) {
            Path path = directory.resolve(entry.getKey());
            @Nullable
            String fault = found.contains(entry.getKey()) ? entry.getValue().fault(path) : "is not there";
            if (fault != null) {
                faults.add(path + " " + fault);
            }
        }
        for (String name : found) {
            if (!expected.containsKey(name)) {
                faults.add(directory.resolve(name) + " is there again");
            }
        }
        return faults;
    }
}
