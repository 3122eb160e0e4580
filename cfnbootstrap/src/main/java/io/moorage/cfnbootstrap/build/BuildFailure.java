package io.moorage.cfnbootstrap.build;

/** Metadata that cannot be built, with the reason for the user. */
public final class BuildFailure extends Exception {
    private static final long serialVersionUID = 1L;

    BuildFailure(String message) {
        super(message);
    }

    BuildFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
