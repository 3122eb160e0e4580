package io.moorage.efs.action;

import io.moorage.awsmodels.efs.CreationInfo;
import io.moorage.awsmodels.efs.PosixUser;
import io.moorage.awsmodels.efs.RootDirectory;
import io.moorage.model.efs.AccessPoint;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Access points as requests ask for them, and as the API shows them. */
final class AccessPoints {
    private static final int LONGEST_NAME_BYTES = 255;

    private AccessPoints() {}

    /** What an access point is to be, its meaning checked. */
    record Wish(Optional<AccessPoint.PosixUser> posixUser, AccessPoint.RootDirectory rootDirectory) {}

    static Wish parse(@Nullable PosixUser user, @Nullable RootDirectory root) {
        return new Wish(
                Optional.ofNullable(user)
                        .map(given -> new AccessPoint.PosixUser(given.uid(), given.gid(), given.secondaryGids())),
                root == null ? AccessPoint.RootDirectory.WHOLE : parse(root));
    }

    private static AccessPoint.RootDirectory parse(RootDirectory root) {
        String path = Objects.requireNonNullElse(root.path(), "/");
        for (String name : path.split("/", -1)) {
            if (name.indexOf('\0') >= 0 || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_BYTES) {
                throw Refusal.badRequest("RootDirectory.Path is no path of a directory: a name is at most "
                        + LONGEST_NAME_BYTES + " bytes and has no NUL.");
            }
        }
        return new AccessPoint.RootDirectory(
                path,
                Optional.ofNullable(root.creationInfo())
                        .map(info ->
                                new AccessPoint.CreationInfo(info.ownerUid(), info.ownerGid(), info.permissions())));
    }

    static @Nullable PosixUser user(AccessPoint point) {
        return point.posixUser()
                .map(user -> PosixUser.builder()
                        .uid(user.uid())
                        .gid(user.gid())
                        .secondaryGids(user.secondaryGids().isEmpty() ? null : user.secondaryGids())
                        .build())
                .orElse(null);
    }

    static RootDirectory root(AccessPoint point) {
        return RootDirectory.builder()
                .path(point.rootDirectory().path())
                .creationInfo(point.rootDirectory()
                        .creationInfo()
                        .map(info -> CreationInfo.builder()
                                .ownerUid(info.ownerUid())
                                .ownerGid(info.ownerGid())
                                .permissions(info.permissions())
                                .build())
                        .orElse(null))
                .build();
    }
}
