package io.moorage.model.efs;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A door into a file system that sets who its users are and which directory they see as the root (EFS user guide, "Working
 * with access points").
 *
 * @param id {@code fsap-} and 17 hexadecimal digits
 * @param clientToken makes CreateAccessPoint idempotent; unique among access points
 * @param posixUser whom all its clients act as; empty: as whom they say they are
 */
public record AccessPoint(
        String id,
        String clientToken,
        String fileSystemId,
        LifeCycleState state,
        Optional<PosixUser> posixUser,
        RootDirectory rootDirectory,
        Map<String, String> tags) {
    private static final HexFormat HEX = HexFormat.of();

    public AccessPoint {
        tags = Map.copyOf(tags);
    }

    /** @param secondaryGids at most 16 */
    public record PosixUser(long uid, long gid, List<Long> secondaryGids) {
        public PosixUser {
            secondaryGids = List.copyOf(secondaryGids);
        }
    }

    /**
     * @param path absolute within the file system: {@code /}, or at most four names of together at most 100 characters
     * @param creationInfo how the directory is made when a client comes and it is not there; empty: it is not made, and the
     *     client is refused
     */
    public record RootDirectory(String path, Optional<CreationInfo> creationInfo) {
        /** The root of the file system, which is always there. */
        public static final RootDirectory WHOLE = new RootDirectory("/", Optional.empty());
    }

    /** @param permissions of the directory: three or four octal digits */
    public record CreationInfo(long ownerUid, long ownerGid, String permissions) {}

    public static String nextId(RandomGenerator random) {
        return "fsap-" + (HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong())).substring(0, 17);
    }

    /** The value of the tag {@code Name}. */
    public Optional<String> name() {
        return Optional.ofNullable(tags.get("Name"));
    }

    /** Every file server knows it; only an access point in creation becomes available. */
    public AccessPoint available() {
        return state == LifeCycleState.CREATING ? in(LifeCycleState.AVAILABLE) : this;
    }

    /** To be removed, from whatever state. Clients that came through it stay until they leave. */
    public AccessPoint deleting() {
        return in(LifeCycleState.DELETING);
    }

    public AccessPoint withTags(Map<String, String> changed) {
        return new AccessPoint(id, clientToken, fileSystemId, state, posixUser, rootDirectory, changed);
    }

    private AccessPoint in(LifeCycleState next) {
        return new AccessPoint(id, clientToken, fileSystemId, next, posixUser, rootDirectory, tags);
    }
}
