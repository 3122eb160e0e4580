package io.moorage.efs.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.base.Page;
import io.moorage.model.efs.FileSystem;
import io.moorage.model.efs.LifeCycleState;
import io.moorage.model.efs.MountTarget;
import io.moorage.store.EfsTables;
import io.moorage.store.ReadView;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds what a request names, or refuses as EFS does. */
final class Lookup {
    /** A page without MaxItems (EFS API reference, DescribeFileSystems). */
    private static final int DEFAULT_ITEMS = 100;

    private Lookup() {}

    /** @param idOrArn {@code fs-...}, or an ARN ending in it */
    static FileSystem fileSystem(ReadView view, String idOrArn) {
        String id = id(idOrArn);
        return view.find(EfsTables.FILE_SYSTEMS, id).orElseThrow(() -> Refusal.noFileSystem(id));
    }

    /** A file system that may be used: not one that is being made or removed. */
    static FileSystem availableFileSystem(ReadView view, String idOrArn) {
        FileSystem found = fileSystem(view, idOrArn);
        if (found.state() != LifeCycleState.AVAILABLE) {
            throw new AwsException(
                    EfsOperations.ERROR_INCORRECT_FILE_SYSTEM_LIFE_CYCLE_STATE,
                    "File system '" + found.id() + "' is in the life cycle state '"
                            + found.state().word() + "'; it must be 'available'.");
        }
        return found;
    }

    static MountTarget mountTarget(ReadView view, String id) {
        return view.find(EfsTables.MOUNT_TARGETS, id).orElseThrow(() -> Refusal.noMountTarget(id));
    }

    /** A mount target whose groups may be seen and changed. */
    static MountTarget usableMountTarget(ReadView view, String id) {
        MountTarget found = mountTarget(view, id);
        if (found.state() == LifeCycleState.DELETING) {
            throw new AwsException(
                    EfsOperations.ERROR_INCORRECT_MOUNT_TARGET_STATE, "Mount target '" + id + "' is being deleted.");
        }
        return found;
    }

    /** The file system that carries the tags of {@code resourceId}. */
    static FileSystem tagged(ReadView view, String resourceId) {
        String id = id(resourceId);
        if (id.startsWith("fsap-")) {
            throw Refusal.noAccessPoint(id);
        }
        return fileSystem(view, id);
    }

    static String arn(RequestContext context, String idOrArn) {
        return "arn:aws:elasticfilesystem:" + context.region() + ":" + context.accountId() + ":file-system/"
                + id(idOrArn);
    }

    static <T> Page<T> page(
            Collection<T> all, Function<T, String> key, @Nullable String marker, @Nullable Integer maxItems) {
        return Page.of(all, key, Optional.ofNullable(marker), maxItems == null ? DEFAULT_ITEMS : maxItems)
                .orElseThrow(() -> Refusal.badRequest("The marker is not valid: " + marker));
    }

    private static String id(String idOrArn) {
        return idOrArn.substring(idOrArn.lastIndexOf('/') + 1);
    }
}
