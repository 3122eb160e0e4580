package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.AccessPointDescription;
import io.moorage.awsmodels.efs.CreateAccessPointRequest;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.model.efs.AccessPoint;
import io.moorage.model.efs.FileSystem;
import io.moorage.model.efs.LifeCycleState;
import io.moorage.store.EfsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Writes an access point that a loop then tells the file servers of; a client token makes one only once. */
final class CreateAccessPoint implements Action<CreateAccessPointRequest, AccessPointDescription> {
    private final Store store;
    private final RandomGenerator random;
    private final Descriptions descriptions;

    CreateAccessPoint(Store store, RandomGenerator random, Descriptions descriptions) {
        this.store = store;
        this.random = random;
        this.descriptions = descriptions;
    }

    @Override
    public Operation<CreateAccessPointRequest, AccessPointDescription> operation() {
        return EfsOperations.CREATE_ACCESS_POINT;
    }

    @Override
    public List<String> resources(CreateAccessPointRequest input, RequestContext context) {
        return List.of(Lookup.arn(context, input.fileSystemId()));
    }

    @Override
    public Map<String, List<String>> conditions(CreateAccessPointRequest input, RequestContext context) {
        return Tags.requested(input.tags());
    }

    @Override
    public List<Permission> furtherPermissions(CreateAccessPointRequest input, RequestContext context) {
        return Tags.onCreation(this, input.tags(), Lookup.anyAccessPoint(context));
    }

    @Override
    public AccessPointDescription handle(CreateAccessPointRequest input, RequestContext context) {
        AccessPoints.Wish wish = AccessPoints.parse(input.posixUser(), input.rootDirectory());
        Map<String, String> tags = Tags.ofNew(input.tags(), context);
        return store.transact(tx -> {
            FileSystem fileSystem = Lookup.availableFileSystem(context, tx, input.fileSystemId());
            refuseUsedToken(tx, input.clientToken());
            refuseTooMany(tx, fileSystem);
            AccessPoint created = new AccessPoint(
                    AccessPoint.nextId(random),
                    input.clientToken(),
                    fileSystem.id(),
                    LifeCycleState.CREATING,
                    wish.posixUser(),
                    wish.rootDirectory(),
                    tags);
            tx.insert(EfsTables.ACCESS_POINTS, created);
            return descriptions.of(created);
        });
    }

    private static void refuseUsedToken(ReadView view, String token) {
        view.by(EfsTables.ACCESS_POINTS, EfsTables.ACCESS_POINTS_BY_CLIENT_TOKEN, token).stream()
                .findFirst()
                .ifPresent(present -> {
                    throw new AwsException(
                            EfsOperations.ERROR_ACCESS_POINT_ALREADY_EXISTS,
                            "Access point '" + present.id() + "' already exists with client token '" + token + "'",
                            Map.of("AccessPointId", present.id()));
                });
    }

    private static void refuseTooMany(ReadView view, FileSystem fileSystem) {
        int present = view.by(EfsTables.ACCESS_POINTS, EfsTables.ACCESS_POINTS_BY_FILE_SYSTEM, fileSystem.id())
                .size();
        if (present >= Quotas.ACCESS_POINTS_PER_FILE_SYSTEM) {
            throw new AwsException(
                    EfsOperations.ERROR_ACCESS_POINT_LIMIT_EXCEEDED,
                    "File system '" + fileSystem.id() + "' has " + present
                            + " access points, the most there may be; delete some first.");
        }
    }
}
