package io.moorage.nfsserver.throttle;

/**
 * How much clients may do, in bytes per second; infinite where there is no limit.
 *
 * @param metered of all clients together, by EFS's metering: a request counts for 4 KiB at least, a read for a third
 * @param read of all clients together
 * @param written of all clients together, metadata included
 * @param ofOneClient read and written by one address
 */
public record Limits(double metered, double read, double written, double ofOneClient) {
    public Limits {
        if (!(metered > 0 && read > 0 && written > 0 && ofOneClient > 0)) {
            throw new IllegalArgumentException("a rate is more than 0");
        }
    }
}
