package io.moorage.agent.runtime;

/** A refusal by the container runtime, named as ECS names it in a container's reason. */
public final class RuntimeFailure extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int MAX_REASON = 255;

    private final String name;

    public RuntimeFailure(String name, String cause) {
        super(cause);
        this.name = name;
    }

    /** {@code CannotPullContainerError: ...}, at most the 255 characters that SubmitTaskStateChange takes. */
    public String reason() {
        String reason = name + ": " + getMessage();
        return reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON);
    }
}
