package io.moorage.autoscaling.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AdjustmentType;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.DescribeAdjustmentTypesAnswer;
import java.util.stream.Stream;

/** What an adjustment of a scaling policy may mean. */
record DescribeAdjustmentTypes(AutoScaling autoScaling) implements Action<Empty, DescribeAdjustmentTypesAnswer> {
    @Override
    public Operation<Empty, DescribeAdjustmentTypesAnswer> operation() {
        return AutoscalingOperations.DESCRIBE_ADJUSTMENT_TYPES;
    }

    @Override
    public DescribeAdjustmentTypesAnswer handle(Empty input, RequestContext context) {
        return DescribeAdjustmentTypesAnswer.builder()
                .adjustmentTypes(Stream.of(io.moorage.model.autoscaling.ScalingPolicy.Type.values())
                        .map(each -> AdjustmentType.builder()
                                .adjustmentType(each.word())
                                .build())
                        .toList())
                .build();
    }
}
