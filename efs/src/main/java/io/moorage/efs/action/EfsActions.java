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
        return List.of(
                new CreateFileSystem(store, random, config, descriptions),
                new DescribeFileSystems(store, descriptions),
                new UpdateFileSystem(store, descriptions),
                new DeleteFileSystem(store),
                new CreateMountTarget(store, random, descriptions),
                new DescribeMountTargets(store, descriptions),
                new DeleteMountTarget(store),
                new DescribeMountTargetSecurityGroups(store),
                new ModifyMountTargetSecurityGroups(store),
                new CreateTags(store),
                new DescribeTags(store),
                new DeleteTags(store),
                new TagResource(store),
                new ListTagsForResource(store),
                new UntagResource(store),
                new PutLifecycleConfiguration(store),
                new DescribeLifecycleConfiguration(store),
                new DescribeFileSystemPolicy(store),
                new DescribeBackupPolicy(store),
                new DescribeAccountPreferences());
    }
}
