package io.moorage.model.ecs;

/** Why a task stopped or is to stop; the first cause stays. */
public record Stop(StopCode code, String reason) {
    public static Stop essentialContainerExited() {
        return new Stop(StopCode.EssentialContainerExited, "Essential container in task exited");
    }

    public static Stop failedToStart(String reason) {
        return new Stop(StopCode.TaskFailedToStart, reason);
    }

    /** The role is not there, or does not trust ECS tasks. */
    public static Stop cannotAssume(String roleArn) {
        return failedToStart("ECS was unable to assume the role '" + roleArn
                + "' that was provided for this task. Please verify that the role being passed has the proper trust"
                + " relationship and permissions and that your IAM user has permissions to pass this role.");
    }

    public static Stop byUser(String reason) {
        return new Stop(StopCode.UserInitiated, reason.isEmpty() ? "Task stopped by user" : reason);
    }

    public static Stop byDeployment(String deploymentId) {
        return new Stop(
                StopCode.ServiceSchedulerInitiated, "Scaling activity initiated by (deployment " + deploymentId + ")");
    }

    /** To spread a service's tasks over zones. */
    public static Stop byRebalancing(String deploymentId) {
        return new Stop(
                StopCode.ServiceSchedulerInitiated,
                "Availability-zone rebalancing initiated by (deployment " + deploymentId + ")");
    }

    public static Stop byDraining(String deploymentId) {
        return new Stop(
                StopCode.ServiceSchedulerInitiated,
                "Task stopped by (deployment " + deploymentId + ") as its container instance is draining");
    }

    public static Stop failedHealthChecks(String loadBalancer) {
        return new Stop(
                StopCode.ServiceSchedulerInitiated, "Task failed ELB health checks in (elb " + loadBalancer + ")");
    }

    public static Stop failedContainerHealthChecks() {
        return new Stop(StopCode.ServiceSchedulerInitiated, "Task failed container health checks");
    }

    public static Stop byTaskSet(String taskSetId) {
        return new Stop(
                StopCode.ServiceSchedulerInitiated, "Scaling activity initiated by (task-set " + taskSetId + ")");
    }

    /** It waited for an instance of its capacity provider for too long. */
    public static Stop noCapacity() {
        return new Stop(
                StopCode.TaskFailedToStart,
                "Capacity is unavailable at this time. Please try again later or in a different availability zone");
    }

    /** @param verb {@code terminated} or {@code stopped} */
    public static Stop hostGone(String ec2InstanceId, String verb) {
        return new Stop(StopCode.TerminationNotice, "Host EC2 (instance " + ec2InstanceId + ") " + verb + ".");
    }

    public static Stop deregistered() {
        return new Stop(StopCode.UserInitiated, "Container instance deregistration forced by user");
    }
}
