package io.moorage.store;

import io.moorage.model.efs.FileSystem;
import io.moorage.model.efs.MountTarget;
import io.moorage.store.Table.Index;
import java.util.List;

/** What EFS keeps. A mount target's network interface is a row of {@link Ec2Tables#INTERFACES}. */
public final class EfsTables {
    public static final Index<FileSystem> FILE_SYSTEMS_BY_CREATION_TOKEN =
            new Index<>("creation_token", FileSystem::creationToken);
    public static final Table<FileSystem> FILE_SYSTEMS =
            new Table<>("efs_file_system", FileSystem.class, FileSystem::id, List.of(FILE_SYSTEMS_BY_CREATION_TOKEN));

    public static final Index<MountTarget> MOUNT_TARGETS_BY_FILE_SYSTEM =
            new Index<>("file_system", MountTarget::fileSystemId);
    public static final Index<MountTarget> MOUNT_TARGETS_BY_VPC = new Index<>("vpc", MountTarget::vpcId);
    public static final Table<MountTarget> MOUNT_TARGETS = new Table<>(
            "efs_mount_target",
            MountTarget.class,
            MountTarget::id,
            List.of(MOUNT_TARGETS_BY_FILE_SYSTEM, MOUNT_TARGETS_BY_VPC));

    private EfsTables() {}
}
