package io.moorage.model.ec2;

/** Why an instance is in its state (EC2 API reference, {@code StateReason}). */
public record StateReason(String code, String message) {
    /** The machine died by itself or was killed. */
    public static final StateReason LOST_POWER = new StateReason("Server.InternalError", "The instance lost power");

    public static final StateReason USER_SHUTDOWN =
            new StateReason("Client.UserInitiatedShutdown", "Client.UserInitiatedShutdown: User initiated shutdown");

    public static final StateReason INSTANCE_SHUTDOWN = new StateReason(
            "Client.InstanceInitiatedShutdown", "Client.InstanceInitiatedShutdown: Instance initiated shutdown");

    /** The machine could not be made. */
    public static StateReason launchFailed(String why) {
        return new StateReason("Server.InternalError", "Server.InternalError: " + why);
    }
}
