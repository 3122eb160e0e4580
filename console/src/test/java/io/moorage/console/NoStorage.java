package io.moorage.console;

import io.moorage.awsapi.AwsException;
import io.moorage.base.StoragePrices;
import io.moorage.console.efs.Storage;
import java.util.List;

/** No file server, and no snapshot. */
final class NoStorage implements Storage {
    private static AwsException none() {
        return new AwsException("ServiceUnavailable", 503, "There is no file server.");
    }

    @Override
    public Entry look(Visitor who, Place place) {
        throw none();
    }

    @Override
    public Listed list(Visitor who, Place place, long cookie) {
        throw none();
    }

    @Override
    public Piece read(Visitor who, Place place, long offset, int count) {
        throw none();
    }

    @Override
    public void put(Visitor who, Place place, long offset, byte[] part, boolean last) {
        throw none();
    }

    @Override
    public void makeDirectory(Visitor who, Place place) {
        throw none();
    }

    @Override
    public boolean remove(Visitor who, Place place) {
        throw none();
    }

    @Override
    public Activity activity(String fileSystemId) {
        throw none();
    }

    @Override
    public List<Mount> mounts() {
        throw none();
    }

    @Override
    public List<Snapshot> snapshots() {
        return List.of();
    }

    @Override
    public List<Restore> restores() {
        return List.of();
    }

    @Override
    public Snapshot snapshot(String fileSystemId) {
        throw none();
    }

    @Override
    public Restore restore(String snapshotId, String fileSystemId) {
        throw none();
    }

    @Override
    public void forget(String snapshotId) {
        throw none();
    }

    @Override
    public StoragePrices prices() {
        return StoragePrices.US_EAST_1;
    }
}
