package io.moorage.applicationautoscaling.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.model.applicationautoscaling.ScalableTarget;
import io.moorage.store.ApplicationAutoScalingTables;
import io.moorage.store.ReadView;
import java.util.List;

/** An action on a target that its ARN names. */
interface TaggedTargets<I, O> extends Action<I, O> {
    String arn(I input);

    @Override
    default List<String> resources(I input, RequestContext context) {
        return List.of(arn(input));
    }

    static ScalableTarget named(ReadView view, String arn) {
        return view.all(ApplicationAutoScalingTables.TARGETS).stream()
                .filter(each -> each.arn().equals(arn))
                .findFirst()
                .orElseThrow(() -> ApplicationAutoScaling.noResource("The specified resource doesn't exist: " + arn));
    }
}
