package io.moorage.crash;

/**
 * How a campaign without a loss went.
 *
 * @param objects how many objects were compared after crashes
 * @param lostWrites how many unsynced writes the disk forgot
 */
public record Report(int kills, int cuts, long objects, long lostWrites, Progress progress) {
    @Override
    public String toString() {
        return "%d kills, %d power cuts (%d unsynced disk writes lost); %s; %d objects compared after crashes; losses: 0"
                .formatted(kills, cuts, lostWrites, progress, objects);
    }
}
