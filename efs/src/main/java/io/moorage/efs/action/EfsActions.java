package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.efs.EfsConfig;
import io.moorage.store.Store;
import java.util.List;
import java.util.random.RandomGenerator;

/** The actions of the EFS API. */
public final class EfsActions {
    private EfsActions() {}

    public static List<Action<?, ?>> all(Store store, RandomGenerator random, EfsConfig config) {
        Descriptions descriptions = new Descriptions(config);
        Replications replications = new Replications(random, config);
        return List.of(
                new CreateFileSystem(store, random, config, descriptions),
                new DescribeFileSystems(store, descriptions),
                new UpdateFileSystem(store, descriptions),
                new UpdateFileSystemProtection(store),
                new DeleteFileSystem(store),
                new CreateMountTarget(store, random, descriptions),
                new DescribeMountTargets(store, descriptions),
                new DeleteMountTarget(store),
                new DescribeMountTargetSecurityGroups(store),
                new ModifyMountTargetSecurityGroups(store),
                new CreateAccessPoint(store, random, descriptions),
                new DescribeAccessPoints(store, descriptions),
                new DeleteAccessPoint(store),
                new CreateTags(store),
                new DescribeTags(store),
                new DeleteTags(store),
                new TagResource(store),
                new ListTagsForResource(store),
                new UntagResource(store),
                new PutLifecycleConfiguration(store),
                new DescribeLifecycleConfiguration(store),
                new PutFileSystemPolicy(store),
                new DescribeFileSystemPolicy(store),
                new DeleteFileSystemPolicy(store),
                new PutBackupPolicy(store),
                new DescribeBackupPolicy(store),
                new CreateReplicationConfiguration(store, replications),
                new DescribeReplicationConfigurations(store, replications),
                new DeleteReplicationConfiguration(store),
                new PutAccountPreferences(),
                new DescribeAccountPreferences());
    }
}
