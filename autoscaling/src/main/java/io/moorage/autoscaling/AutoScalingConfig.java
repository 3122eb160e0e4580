package io.moorage.autoscaling;

import io.moorage.awsapi.Principal;
import java.util.List;

/** @param zones the Availability Zones of the region, by name */
public record AutoScalingConfig(String accountId, String region, List<String> zones) {
    public AutoScalingConfig {
        zones = List.copyOf(zones);
    }

    /** The service-linked role, for which instances are launched ("Service-linked roles for Amazon EC2 Auto Scaling"). */
    public String roleArn() {
        return "arn:aws:iam::" + accountId
                + ":role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
    }

    /** Auto Scaling itself, as other services see it call. */
    public Principal principal() {
        return new Principal(
                Principal.Kind.SERVICE,
                accountId,
                "arn:aws:sts::" + accountId + ":assumed-role/AWSServiceRoleForAutoScaling/AutoScaling",
                "AutoScaling",
                roleArn());
    }

    /** An ARN of this service. */
    public String arn(String resource) {
        return "arn:aws:autoscaling:" + region + ":" + accountId + ":" + resource;
    }
}
