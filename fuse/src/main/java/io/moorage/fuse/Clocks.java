package io.moorage.fuse;

/** Units of the monotonic clock handed to this package: {@code LongSupplier}s of nanoseconds. */
final class Clocks {
    static final long NANOS = 1_000_000_000L;
    static final long MILLIS = 1_000_000L;

    private Clocks() {}
}
