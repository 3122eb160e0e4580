package io.moorage.efs.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.efs.EfsOperations;

/** Refusals that several actions share, with the codes and statuses of the EFS API reference. */
final class Refusal {
    private Refusal() {}

    static AwsException badRequest(String message) {
        return new AwsException(EfsOperations.ERROR_BAD_REQUEST, message);
    }

    static AwsException noFileSystem(String id) {
        return new AwsException(EfsOperations.ERROR_FILE_SYSTEM_NOT_FOUND, "File system '" + id + "' does not exist.");
    }

    static AwsException noMountTarget(String id) {
        return new AwsException(
                EfsOperations.ERROR_MOUNT_TARGET_NOT_FOUND, "Mount target '" + id + "' does not exist.");
    }

    static AwsException noAccessPoint(String id) {
        return new AwsException(
                EfsOperations.ERROR_ACCESS_POINT_NOT_FOUND, "Access Point '" + id + "' does not exist.");
    }

    /** What AWS does and Moorage does not do yet: said, instead of pretended. */
    static AwsException unsupported(String what) {
        return new AwsException("UnsupportedOperation", 400, "Moorage does not support " + what + " yet.");
    }
}
