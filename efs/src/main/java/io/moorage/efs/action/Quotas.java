package io.moorage.efs.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.store.EfsTables;
import io.moorage.store.ReadView;

/** EFS's published limits (EFS user guide, "Amazon EFS quotas"; CreateAccessPoint for access points). */
final class Quotas {
    static final int FILE_SYSTEMS_PER_ACCOUNT = 1000;
    static final int ACCESS_POINTS_PER_FILE_SYSTEM = 10_000;
    static final int MOUNT_TARGETS_PER_VPC = 400;
    static final int SECURITY_GROUPS_PER_MOUNT_TARGET = 5;
    static final int TAGS_PER_RESOURCE = 50;
    /** "Valid values are 1-3414 MiBps" (CreateFileSystem, ProvisionedThroughputInMibps). */
    static final double PROVISIONED_MIBPS = 3414;

    private Quotas() {}

    static void refuseTooManyFileSystems(ReadView view) {
        int present = view.all(EfsTables.FILE_SYSTEMS).size();
        if (present >= FILE_SYSTEMS_PER_ACCOUNT) {
            throw new AwsException(
                    EfsOperations.ERROR_FILE_SYSTEM_LIMIT_EXCEEDED,
                    "The account has " + present + " file systems, the most there may be; delete some first.");
        }
    }
}
