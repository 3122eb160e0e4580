package io.moorage.applicationautoscaling;

import io.moorage.awsapi.Principal;

/** Whose targets these are, and where. */
public record ApplicationAutoScalingConfig(String accountId, String region) {
    private static final String ROLE = "AWSServiceRoleForApplicationAutoScaling_ECSService";

    /** "Service-linked roles for Application Auto Scaling". */
    public String roleArn() {
        return "arn:aws:iam::" + accountId + ":role/aws-service-role/ecs.application-autoscaling.amazonaws.com/" + ROLE;
    }

    /** Application Auto Scaling itself, as other services see it call. */
    public Principal principal() {
        return new Principal(
                Principal.Kind.SERVICE,
                accountId,
                "arn:aws:sts::" + accountId + ":assumed-role/" + ROLE + "/AutoScaling-UpdateDesiredCount",
                "AutoScaling-UpdateDesiredCount",
                roleArn());
    }

    /** @param id without dashes */
    public String targetArn(String id) {
        return "arn:aws:application-autoscaling:" + region + ":" + accountId + ":scalable-target/" + id;
    }

    public String policyArn(String id, String resourceId, String name) {
        return "arn:aws:autoscaling:" + region + ":" + accountId + ":scalingPolicy:" + id + ":resource/ecs/"
                + resourceId + ":policyName/" + name;
    }

    public String scheduleArn(String id, String resourceId, String name) {
        return "arn:aws:autoscaling:" + region + ":" + accountId + ":scheduledAction:" + id + ":resource/ecs/"
                + resourceId + ":scheduledActionName/" + name;
    }
}
