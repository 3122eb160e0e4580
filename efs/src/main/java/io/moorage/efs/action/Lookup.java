package io.moorage.efs.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.base.Page;
import io.moorage.model.efs.AccessPoint;
import io.moorage.model.efs.EfsArns;
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

    private static final String ACCESS_POINT = "fsap-";

    private Lookup() {}

    /** @param idOrArn {@code fs-...}, or an ARN ending in it */
    static FileSystem fileSystem(RequestContext context, ReadView view, String idOrArn) {
        return view.find(EfsTables.FILE_SYSTEMS, id(idOrArn))
                .filter(found -> isNamed(idOrArn, found.id(), arns(context).fileSystem(found.id())))
                .orElseThrow(() -> Refusal.noFileSystem(id(idOrArn)));
    }

    /** A file system that may be used: not one that is being made, changed or removed. */
    static FileSystem availableFileSystem(RequestContext context, ReadView view, String idOrArn) {
        FileSystem found = fileSystem(context, view, idOrArn);
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

    /** @param idOrArn {@code fsap-...}, or an ARN ending in it */
    static AccessPoint accessPoint(RequestContext context, ReadView view, String idOrArn) {
        return view.find(EfsTables.ACCESS_POINTS, id(idOrArn))
                .filter(found -> isNamed(idOrArn, found.id(), arns(context).accessPoint(found.id())))
                .orElseThrow(() -> Refusal.noAccessPoint(id(idOrArn)));
    }

    /** True for the id or ARN of an access point. */
    static boolean isAccessPoint(String idOrArn) {
        return id(idOrArn).startsWith(ACCESS_POINT);
    }

    /** The ARN of a file system or access point; {@code *} is any file system. */
    static String arn(RequestContext context, String idOrArn) {
        return isAccessPoint(idOrArn)
                ? arns(context).accessPoint(id(idOrArn))
                : arns(context).fileSystem(id(idOrArn));
    }

    /** The ARN that stands for an access point whose id is not drawn yet. */
    static String anyAccessPoint(RequestContext context) {
        return arns(context).accessPoint("*");
    }

    /** The ARN of the file system a mount target belongs to, which stands for it in policies; any, when there is none. */
    static String arnOfMountTarget(RequestContext context, ReadView view, String id) {
        return arn(
                context,
                view.find(EfsTables.MOUNT_TARGETS, id)
                        .map(MountTarget::fileSystemId)
                        .orElse("*"));
    }

    static <T> Page<T> page(
            Collection<T> all, Function<T, String> key, @Nullable String marker, @Nullable Integer maxItems) {
        return Page.of(all, key, Optional.ofNullable(marker), maxItems == null ? DEFAULT_ITEMS : maxItems)
                .orElseThrow(() -> Refusal.badRequest("The marker is not valid: " + marker));
    }

    /** An ARN names what is there only in its own region and account. */
    private static boolean isNamed(String idOrArn, String id, String arn) {
        return idOrArn.equals(id) || idOrArn.equals(arn);
    }

    private static EfsArns arns(RequestContext context) {
        return new EfsArns(context.region(), context.accountId());
    }

    private static String id(String idOrArn) {
        return idOrArn.substring(idOrArn.lastIndexOf('/') + 1);
    }
}
