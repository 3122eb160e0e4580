package io.moorage.filestore;

import java.util.Arrays;

/** The names in a file system's root that are for the store's own use, and that no client sees. */
final class Hidden {
    private Hidden() {}

    static boolean isHidden(byte[] name) {
        return holdsFiles(name) || Arrays.equals(name, ColdStore.DIRECTORY);
    }

    /** Whether what is in it are files of the file system, that count like others. */
    static boolean holdsFiles(byte[] name) {
        return Arrays.equals(name, Orphans.DIRECTORY) || Arrays.equals(name, Orphans.RESTORING);
    }
}
