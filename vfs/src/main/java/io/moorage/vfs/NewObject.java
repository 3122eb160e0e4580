package io.moorage.vfs;

/** An object other than a regular file to be made. */
public sealed interface NewObject {
    record Directory() implements NewObject {}

    record Symlink(String target) implements NewObject {}

    record Fifo() implements NewObject {}

    record Socket() implements NewObject {}

    /** @param device {@code (major << 32) | minor} */
    record Device(boolean block, long device) implements NewObject {}
}
