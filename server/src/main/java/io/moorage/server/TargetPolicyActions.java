package io.moorage.server;

import io.moorage.applicationautoscaling.Scaling;
import io.moorage.applicationautoscaling.decide.TargetScaling;
import io.moorage.cloudwatch.AlarmActions;
import java.util.function.Supplier;

/**
 * Alarms that execute policies of Application Auto Scaling.
 *
 * @param scaling known once every service is there: it calls CloudWatch, and CloudWatch's alarms call it
 */
record TargetPolicyActions(Supplier<Scaling> scaling) implements AlarmActions {
    @Override
    public boolean supports(String actionArn) {
        return Scaling.isPolicy(actionArn);
    }

    @Override
    public boolean repeats(String actionArn) {
        return true;
    }

    @Override
    public void perform(String actionArn, Notice notice) throws ActionException {
        TargetScaling.Verdict verdict = scaling.get()
                .alarm(actionArn, notice.alarm())
                .orElseThrow(() -> new ActionException("Scaling policy does not exist", false));
        if (verdict == TargetScaling.Stay.NO_STEP) {
            throw new ActionException("No step adjustment found for the breach", false);
        }
        if (verdict == TargetScaling.Stay.NO_DATA) {
            throw new ActionException("The alarm's metric has no values to compare", false);
        }
    }
}
