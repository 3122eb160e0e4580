package io.moorage.autoscaling.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.ProcessType;
import io.moorage.awsmodels.autoscaling.ProcessesType;

/** The processes that may be suspended. */
record DescribeScalingProcessTypes(AutoScaling autoScaling) implements Action<Empty, ProcessesType> {
    @Override
    public Operation<Empty, ProcessesType> operation() {
        return AutoscalingOperations.DESCRIBE_SCALING_PROCESS_TYPES;
    }

    @Override
    public ProcessesType handle(Empty input, RequestContext context) {
        return ProcessesType.builder()
                .processes(Processes.NAMES.stream()
                        .map(each -> ProcessType.builder().processName(each).build())
                        .toList())
                .build();
    }
}
