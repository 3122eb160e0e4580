package io.moorage.store;

import io.moorage.model.WriterGuard;
import io.moorage.model.efs.AccessPoint;
import io.moorage.model.efs.FileSystem;
import io.moorage.model.efs.FileSystemPolicy;
import io.moorage.model.efs.MountTarget;
import io.moorage.model.efs.RecoveryPoint;
import io.moorage.model.efs.Replication;
import io.moorage.model.efs.RestoreJob;
import io.moorage.model.efs.UsageDay;
import io.moorage.store.Table.Index;
import java.util.List;

/** What EFS keeps. A mount target's network interface is a row of {@link Ec2Tables#INTERFACES}. */
public final class EfsTables {
    public static final Index<FileSystem> FILE_SYSTEMS_BY_CREATION_TOKEN =
            new Index<>("creation_token", FileSystem::creationToken);
    /** {@code true} for those with the tag that asks for a single writer. */
    public static final Index<FileSystem> FILE_SYSTEMS_BY_SINGLE_WRITER =
            new Index<>("single_writer", each -> Boolean.toString(WriterGuard.asked(each.tags())));

    public static final Table<FileSystem> FILE_SYSTEMS = new Table<>(
            "efs_file_system",
            FileSystem.class,
            FileSystem::id,
            List.of(FILE_SYSTEMS_BY_CREATION_TOKEN, FILE_SYSTEMS_BY_SINGLE_WRITER));

    public static final Index<MountTarget> MOUNT_TARGETS_BY_FILE_SYSTEM =
            new Index<>("file_system", MountTarget::fileSystemId);
    public static final Index<MountTarget> MOUNT_TARGETS_BY_VPC = new Index<>("vpc", MountTarget::vpcId);
    public static final Table<MountTarget> MOUNT_TARGETS = new Table<>(
            "efs_mount_target",
            MountTarget.class,
            MountTarget::id,
            List.of(MOUNT_TARGETS_BY_FILE_SYSTEM, MOUNT_TARGETS_BY_VPC));

    public static final Index<AccessPoint> ACCESS_POINTS_BY_FILE_SYSTEM =
            new Index<>("file_system", AccessPoint::fileSystemId);
    /** By client token. */
    public static final Index<AccessPoint> ACCESS_POINTS_BY_CLIENT_TOKEN =
            new Index<>("client_token", AccessPoint::clientToken);

    /** {@code true} for those with the tag that asks for a single writer. */
    public static final Index<AccessPoint> ACCESS_POINTS_BY_SINGLE_WRITER =
            new Index<>("single_writer", each -> Boolean.toString(WriterGuard.asked(each.tags())));

    public static final Table<AccessPoint> ACCESS_POINTS = new Table<>(
            "efs_access_point",
            AccessPoint.class,
            AccessPoint::id,
            List.of(ACCESS_POINTS_BY_FILE_SYSTEM, ACCESS_POINTS_BY_CLIENT_TOKEN, ACCESS_POINTS_BY_SINGLE_WRITER));

    /** Keyed by file system; one without a row has EFS's default policy. */
    public static final Table<FileSystemPolicy> POLICIES =
            new Table<>("efs_file_system_policy", FileSystemPolicy.class, FileSystemPolicy::fileSystemId, List.of());

    public static final Index<Replication> REPLICATIONS_BY_DESTINATION =
            new Index<>("destination", Replication::destinationFileSystemId);
    /** Keyed by source. */
    public static final Table<Replication> REPLICATIONS = new Table<>(
            "efs_replication",
            Replication.class,
            Replication::sourceFileSystemId,
            List.of(REPLICATIONS_BY_DESTINATION));

    public static final Index<UsageDay> USAGE_BY_FILE_SYSTEM = new Index<>("file_system", UsageDay::fileSystemId);

    /** Outlives its file system: what was stored is billed after it is gone. */
    public static final Table<UsageDay> USAGE =
            new Table<>("efs_usage", UsageDay.class, UsageDay::key, List.of(USAGE_BY_FILE_SYSTEM));

    public static final Index<RecoveryPoint> RECOVERY_POINTS_BY_FILE_SYSTEM =
            new Index<>("file_system", RecoveryPoint::fileSystemId);
    public static final Table<RecoveryPoint> RECOVERY_POINTS = new Table<>(
            "efs_recovery_point", RecoveryPoint.class, RecoveryPoint::id, List.of(RECOVERY_POINTS_BY_FILE_SYSTEM));

    public static final Table<RestoreJob> RESTORE_JOBS =
            new Table<>("efs_restore_job", RestoreJob.class, RestoreJob::key, List.of());

    private EfsTables() {}
}
