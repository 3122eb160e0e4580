package io.moorage.applicationautoscaling.action;

import io.moorage.awsapi.Action;
import java.util.List;

/** Every action of the Application Auto Scaling API that Moorage answers. */
public final class ApplicationAutoScalingActions {
    public static List<Action<?, ?>> all(ApplicationAutoScaling scaling) {
        return List.of(
                new DeleteScalingPolicy(scaling),
                new DeleteScheduledAction(scaling),
                new DeregisterScalableTarget(scaling),
                new DescribeScalableTargets(scaling),
                new DescribeScalingActivities(scaling),
                new DescribeScalingPolicies(scaling),
                new DescribeScheduledActions(scaling),
                new ListTagsForResource(scaling),
                new PutScalingPolicy(scaling),
                new PutScheduledAction(scaling),
                new RegisterScalableTarget(scaling),
                new TagResource(scaling),
                new UntagResource(scaling));
    }

    private ApplicationAutoScalingActions() {}
}
