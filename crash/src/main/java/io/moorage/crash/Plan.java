package io.moorage.crash;

/**
 * What a campaign does.
 *
 * @param kills how often the server is killed
 * @param cuts how often the disk loses its power with it; with any, everything is on such a disk
 * @param seed decides what workers ask for and when the server dies
 * @param clients NFS clients, each a connection with {@code workers} on it
 * @param mountWorkers of the FUSE mount; with none there is no mount
 * @param contenders for the lock
 */
public record Plan(int kills, int cuts, long seed, int clients, int workers, int mountWorkers, int contenders) {
    public static Plan of(int kills, int cuts, long seed) {
        return new Plan(kills, cuts, seed, 2, 3, 2, 3);
    }
}
