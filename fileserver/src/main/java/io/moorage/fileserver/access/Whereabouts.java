package io.moorage.fileserver.access;

import io.moorage.filestore.Place;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether objects are in a directory, by any of their names. What the kernel does not know is looked for among all names in the
 * directory: so a file that a client has by its handle alone, or by a name elsewhere, is found too.
 */
public final class Whereabouts {
    private final Places places;

    /** One look at a time: others that wait for it may find theirs known then. */
    private final Object looking = new Object();

    /** Where the objects of a file system are. */
    public interface Places {
        Places NONE = new Places() {
            @Override
            public Place of(FileHandle file) {
                return new Place(0, Optional.empty(), true);
            }

            @Override
            public Set<Long> findIn(String directory, Set<Long> fileIds) {
                return Set.of();
            }
        };

        /** What is known without a look at the directories. */
        Place of(FileHandle file) throws VfsException;

        /** Those that have a name in the directory. */
        Set<Long> findIn(String directory, Set<Long> fileIds) throws VfsException;
    }

    /** What was found, as long as nothing comes into the directories and nothing leaves them. Safe for many threads. */
    static final class Known {
        private static final int MOST = 1 << 16;

        private final Map<Question, Boolean> answers = new ConcurrentHashMap<>();

        private record Question(String directory, FileHandle file) {}

        private Optional<Boolean> answer(String directory, FileHandle file) {
            return Optional.ofNullable(answers.get(new Question(directory, file)));
        }

        private void remember(String directory, FileHandle file, boolean isIn) {
            if (answers.size() >= MOST) {
                answers.clear();
            }
            answers.put(new Question(directory, file), isIn);
        }
    }

    Whereabouts(Places places) {
        this.places = places;
    }

    /** True when what is at one path is what is at the other or in it. */
    static boolean within(String inner, String outer) {
        return inner.startsWith(outer) && (inner.length() == outer.length() || inner.charAt(outer.length()) == '/');
    }

    /** A directory's; that of the root for one that is gone, in which nothing can be made. */
    String path(FileHandle directory) throws VfsException {
        Place place = places.of(directory);
        if (place.path().isEmpty() && !place.certain()) {
            throw new VfsException(VfsError.AGAIN, "the directory is being given another name");
        }
        return place.path().orElse("/");
    }

    /** @param known remembers what had to be looked for */
    boolean isIn(String directory, FileHandle file, Optional<Known> known) throws VfsException {
        Place place = places.of(file);
        Optional<Boolean> glance = glance(place, directory);
        if (glance.isEmpty()) {
            glance = known.flatMap(each -> each.answer(directory, file));
        }
        return glance.isPresent() ? glance.get() : look(directory, file, place.fileId(), known);
    }

    private boolean look(String directory, FileHandle file, long fileId, Optional<Known> known) throws VfsException {
        synchronized (looking) {
            Optional<Boolean> meanwhile = known.flatMap(each -> each.answer(directory, file));
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
            boolean found = !places.findIn(directory, Set.of(fileId)).isEmpty();
            known.ifPresent(each -> each.remember(directory, file, found));
            return found;
        }
    }

    private static Optional<Boolean> glance(Place place, String directory) {
        if (place.path().filter(path -> within(path, directory)).isPresent()) {
            return Optional.of(true);
        }
        return place.certain() ? Optional.of(false) : Optional.empty();
    }

    /** Those that are in a directory, by one look at it at most; what cannot be told is among them. */
    Set<FileHandle> in(String directory, Set<FileHandle> files) {
        Set<FileHandle> found = new HashSet<>();
        Map<Long, FileHandle> unknown = new HashMap<>();
        for (FileHandle file : files) {
            try {
                Place place = places.of(file);
                Optional<Boolean> glance = glance(place, directory);
                if (glance.isEmpty()) {
                    unknown.put(place.fileId(), file);
                } else if (glance.get()) {
                    found.add(file);
                }
            } catch (VfsException untold) {
                found.add(file);
            }
        }
        if (!unknown.isEmpty()) {
            try {
                places.findIn(directory, unknown.keySet()).forEach(id -> found.add(unknown.get(id)));
            } catch (VfsException untold) {
                found.addAll(unknown.values());
            }
        }
        return found;
    }
}
