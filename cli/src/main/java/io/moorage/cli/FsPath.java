package io.moorage.cli;

/**
 * A place in a file system, written {@code fs-0123456789abcdef0:/path}; without a path, its root.
 *
 * @param path from "/" on
 */
record FsPath(String fileSystemId, String path) {
    /** True of what is written as a place in a file system, not in this machine's own. */
    static boolean isOne(String text) {
        return text.matches("fs-[0-9a-f]+(:.*)?");
    }

    static FsPath parse(String text) {
        if (!isOne(text)) {
            throw new UserError("\"" + text + "\" is no place in a file system; write it as fs-0123456789abcdef0:/path"
                    + " (moorage fs ls lists the file systems)");
        }
        int colon = text.indexOf(':');
        String path = colon < 0 ? "/" : text.substring(colon + 1);
        return new FsPath(colon < 0 ? text : text.substring(0, colon), path.startsWith("/") ? path : "/" + path);
    }

    FsPath child(String name) {
        return new FsPath(fileSystemId, path.endsWith("/") ? path + name : path + "/" + name);
    }

    /** The last name; the root has none. */
    String name() {
        String trimmed = path.replaceAll("/+$", "");
        return trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return fileSystemId + ":" + path;
    }
}
