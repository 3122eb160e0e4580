package io.moorage.filestore;

/** Where a file's content is kept (EFS User Guide, "EFS storage classes"); its metadata is always in Standard. */
public enum StorageClass {
    STANDARD(0),
    INFREQUENT_ACCESS(1),
    ARCHIVE(2);

    /** What it is on disk. */
    final int code;

    StorageClass(int code) {
        this.code = code;
    }

    static StorageClass of(long code) {
        return switch ((int) code) {
            case 0 -> STANDARD;
            case 1 -> INFREQUENT_ACCESS;
            case 2 -> ARCHIVE;
            default -> throw new IllegalArgumentException("no storage class: " + code);
        };
    }

    boolean isCold() {
        return this != STANDARD;
    }
}
