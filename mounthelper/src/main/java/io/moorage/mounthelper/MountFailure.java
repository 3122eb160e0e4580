package io.moorage.mounthelper;

/** Why a mount did not come about, with mount(8)'s exit status. */
final class MountFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** mount(8): incorrect invocation. */
    static final int USAGE = 1;

    /** mount(8): mount failure. */
    static final int FAILED = 32;

    private final int status;

    MountFailure(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static MountFailure failed(String message) {
        return new MountFailure(FAILED, message);
    }

    int status() {
        return status;
    }
}
