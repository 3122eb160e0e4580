package io.moorage.vfs;

/** What an open file will be used for. */
public enum OpenIntent {
    READ,
    WRITE,
    READ_WRITE;

    public boolean reads() {
        return this != WRITE;
    }

    public boolean writes() {
        return this != READ;
    }
}
