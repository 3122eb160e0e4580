package io.moorage.cloudformation.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.DescribeStackDriftDetectionStatusInput;
import io.moorage.awsmodels.cloudformation.DescribeStackDriftDetectionStatusOutput;
import io.moorage.model.cloudformation.Stack;
import io.moorage.store.CloudFormationTables;

/** What came of looking for drift; the last look at each stack is known. */
record DescribeStackDriftDetectionStatus(Cfn cfn)
        implements Action<DescribeStackDriftDetectionStatusInput, DescribeStackDriftDetectionStatusOutput> {
    @Override
    public Operation<DescribeStackDriftDetectionStatusInput, DescribeStackDriftDetectionStatusOutput> operation() {
        return CloudformationOperations.DESCRIBE_STACK_DRIFT_DETECTION_STATUS;
    }

    @Override
    public DescribeStackDriftDetectionStatusOutput handle(
            DescribeStackDriftDetectionStatusInput input, RequestContext context) {
        String id = input.stackDriftDetectionId();
        Stack stack = cfn.store().view().all(CloudFormationTables.STACKS).stream()
                .filter(each -> each.drift()
                        .filter(drift -> drift.detectionId().equals(id))
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> Errors.validation("StackDriftDetectionId " + id + " does not exist"));
        Stack.Drift drift = stack.drift().orElseThrow();
        return DescribeStackDriftDetectionStatusOutput.builder()
                .stackId(stack.id())
                .stackDriftDetectionId(id)
                .detectionStatus("DETECTION_COMPLETE")
                .stackDriftStatus(drift.drifted() > 0 ? "DRIFTED" : "IN_SYNC")
                .driftedStackResourceCount(drift.drifted())
                .timestamp(drift.checked())
                .build();
    }
}
