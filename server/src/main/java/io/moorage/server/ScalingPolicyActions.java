package io.moorage.server;

import io.moorage.autoscaling.ScalingPolicies;
import io.moorage.cloudwatch.AlarmActions;
import java.util.function.Supplier;

/**
 * Alarms that execute scaling policies.
 *
 * @param policies known once every service is there: Auto Scaling calls CloudWatch, and CloudWatch's alarms call Auto Scaling
 */
record ScalingPolicyActions(Supplier<ScalingPolicies> policies) implements AlarmActions {
    @Override
    public boolean supports(String actionArn) {
        return ScalingPolicies.isPolicy(actionArn);
    }

    @Override
    public boolean repeats(String actionArn) {
        return true;
    }

    @Override
    public void perform(String actionArn, Notice notice) throws ActionException {
        switch (policies.get().alarm(actionArn, notice.alarm())) {
            case DONE, COOLING_DOWN, SUSPENDED -> {}
            case NO_SUCH_POLICY -> throw new ActionException("Scaling policy does not exist", false);
            case NO_STEP -> throw new ActionException("No step adjustment found for the breach", false);
            case NO_DATA -> throw new ActionException("The alarm's metric has no values to compare", false);
        }
    }
}
