package io.moorage.console.ec2;

import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Links;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;

/**
 * The Auto Scaling group that an instance is a member of: it decides what becomes of one that is stopped or terminated.
 *
 * @param name empty when it is a member of none
 * @param isTold whether whoever asks may know
 */
record GroupOf(String name, boolean isTold) {
    static GroupOf machine(Aws aws, String instance) {
        try {
            String name = aws.call("autoscaling", "DescribeAutoScalingInstances", in -> in.putArray("InstanceIds")
                            .add(instance))
                    .path("AutoScalingInstances")
                    .path(0)
                    .path("AutoScalingGroupName")
                    .asText("");
            return new GroupOf(name, true);
        } catch (AwsException e) {
            return new GroupOf("", false);
        }
    }

    Html link() {
        return name.isEmpty() ? Html.text("–") : Parts.link(Links.to("ec2", "auto-scaling-groups", name), name);
    }

    /** What a stop leads to. */
    String whenStopped() {
        if (!name.isEmpty()) {
            return "The Auto Scaling group " + name + " terminates it then, with what is on its own disk, and launches"
                    + " another in its place. File systems stay.";
        }
        return isTold
                ? "Services start them elsewhere. What is on its own disk stays, and so do file systems."
                : "Services start them elsewhere. An Auto Scaling group terminates it, with its own disk, when it is a"
                        + " member of one. File systems stay.";
    }

    /** What a termination leads to. */
    String whenTerminated() {
        if (!name.isEmpty()) {
            return "The Auto Scaling group " + name + " launches another in its place.";
        }
        return isTold
                ? "It is in no Auto Scaling group: nothing launches another in its place."
                : "An Auto Scaling group replaces it when it is a member of one.";
    }
}
