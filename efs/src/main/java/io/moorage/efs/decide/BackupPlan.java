package io.moorage.efs.decide;

import io.moorage.model.efs.BackupStatus;
import io.moorage.model.efs.FileSystem;
import io.moorage.model.efs.LifeCycleState;
import io.moorage.model.efs.RecoveryPoint;
import io.moorage.model.efs.RecoveryPoint.Status;
import io.moorage.model.efs.RestoreJob;
import io.moorage.store.EfsTables;
import io.moorage.store.ReadView;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What backups are to be made, put back and forgotten (EFS User Guide, "Using AWS Backup": automatic backups are made daily
 * and kept for 35 days).
 *
 * @param switching file systems whose policy was just changed
 * @param due file systems that are to be backed up by themselves
 * @param expired recovery points kept long enough
 */
public record BackupPlan(
        List<FileSystem> switching,
        List<FileSystem> due,
        List<RecoveryPoint> creating,
        List<RecoveryPoint> expired,
        List<RecoveryPoint> deleting,
        List<RestoreJob> restoring) {
    /** The default backup window of AWS Backup opens then. */
    private static final LocalTime WINDOW_OPENS = LocalTime.of(5, 0);

    private static final Duration RETENTION = Duration.ofDays(35);

    public BackupPlan {
        switching = List.copyOf(switching);
        due = List.copyOf(due);
        creating = List.copyOf(creating);
        expired = List.copyOf(expired);
        deleting = List.copyOf(deleting);
        restoring = List.copyOf(restoring);
    }

    public static BackupPlan of(ReadView view, Instant now) {
        Instant window = lastWindow(now);
        List<FileSystem> available = view.all(EfsTables.FILE_SYSTEMS).stream()
                .filter(fileSystem -> fileSystem.state() == LifeCycleState.AVAILABLE)
                .toList();
        return new BackupPlan(
                available.stream().filter(BackupPlan::isSwitching).toList(),
                available.stream()
                        .filter(fileSystem -> fileSystem.backup() == BackupStatus.ENABLED)
                        .filter(fileSystem -> isDue(view, fileSystem, window))
                        .toList(),
                in(view, Status.CREATING),
                in(view, Status.COMPLETED).stream()
                        .filter(point -> point.automatic()
                                && point.created().plus(RETENTION).isBefore(now))
                        .toList(),
                in(view, Status.DELETING).stream()
                        .filter(point -> !isNeeded(view, point))
                        .toList(),
                view.all(EfsTables.RESTORE_JOBS).stream()
                        .filter(job -> job.status() == RestoreJob.Status.RUNNING)
                        .toList());
    }

    /** The newest finished copy of the same file system, which a new one may share files with. */
    public static Optional<String> reference(ReadView view, RecoveryPoint creating) {
        return ofFileSystem(view, creating.fileSystemId()).stream()
                .filter(point -> point.status() == Status.COMPLETED)
                .max(Comparator.comparing(RecoveryPoint::created))
                .map(RecoveryPoint::id);
    }

    private static boolean isSwitching(FileSystem fileSystem) {
        return fileSystem.backup() == BackupStatus.ENABLING || fileSystem.backup() == BackupStatus.DISABLING;
    }

    private static boolean isDue(ReadView view, FileSystem fileSystem, Instant window) {
        return ofFileSystem(view, fileSystem.id()).stream()
                .filter(RecoveryPoint::automatic)
                .allMatch(point -> point.created().isBefore(window));
    }

    private static Instant lastWindow(Instant now) {
        Instant today =
                LocalDate.ofInstant(now, ZoneOffset.UTC).atTime(WINDOW_OPENS).toInstant(ZoneOffset.UTC);
        return today.isAfter(now) ? today.minus(Duration.ofDays(1)) : today;
    }

    /** A copy that is being made may share files with it, and a restore may read it. */
    private static boolean isNeeded(ReadView view, RecoveryPoint point) {
        boolean shared =
                ofFileSystem(view, point.fileSystemId()).stream().anyMatch(other -> other.status() == Status.CREATING);
        return shared
                || view.all(EfsTables.RESTORE_JOBS).stream()
                        .anyMatch(job -> job.status() == RestoreJob.Status.RUNNING
                                && job.recoveryPointId().equals(point.id()));
    }

    private static List<RecoveryPoint> ofFileSystem(ReadView view, String fileSystemId) {
        return List.copyOf(view.by(EfsTables.RECOVERY_POINTS, EfsTables.RECOVERY_POINTS_BY_FILE_SYSTEM, fileSystemId));
    }

    private static List<RecoveryPoint> in(ReadView view, Status status) {
        return view.all(EfsTables.RECOVERY_POINTS).stream()
                .filter(point -> point.status() == status)
                .toList();
    }
}
