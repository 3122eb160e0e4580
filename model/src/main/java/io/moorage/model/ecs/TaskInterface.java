package io.moorage.model.ecs;

import java.time.Instant;
import java.util.Optional;

/**
 * The network interface that a task in network mode {@code awsvpc} has for itself (ECS developer guide, "Task networking").
 *
 * @param attachmentId of its attachment to the task
 * @param networkInterfaceId EC2's id
 * @param prefixLength of its subnet
 * @param madeAt when its task got its instance; not of one from before that was kept
 */
public record TaskInterface(
        String attachmentId,
        String networkInterfaceId,
        String macAddress,
        String privateAddress,
        String subnetId,
        String subnetGateway,
        int prefixLength,
        Status status,
        Optional<Instant> madeAt) {
    /** Where the interface is on its way ({@code API_Attachment}, status). */
    public enum Status {
        ATTACHING,
        ATTACHED,
        DETACHING,
        DELETED
    }

    /** The name by which EC2 knows it within its VPC. */
    public String privateDnsName(EcsArns arns) {
        return "ip-" + privateAddress.replace('.', '-') + "." + arns.privateDomain();
    }

    public TaskInterface in(Status next) {
        return new TaskInterface(
                attachmentId,
                networkInterfaceId,
                macAddress,
                privateAddress,
                subnetId,
                subnetGateway,
                prefixLength,
                next,
                madeAt);
    }
}
