package io.moorage.cloudformation.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.DetectStackDriftInput;
import io.moorage.awsmodels.cloudformation.DetectStackDriftOutput;
import io.moorage.model.cloudformation.ResourceDrift;
import io.moorage.model.cloudformation.Stack;
import io.moorage.model.cloudformation.StackResource;
import io.moorage.store.CloudFormationTables;
import java.util.List;
import java.util.Optional;

/** Looks at every resource of a stack; that takes no longer than the call. */
record DetectStackDrift(Cfn cfn) implements Action<DetectStackDriftInput, DetectStackDriftOutput> {
    @Override
    public Operation<DetectStackDriftInput, DetectStackDriftOutput> operation() {
        return CloudformationOperations.DETECT_STACK_DRIFT;
    }

    @Override
    public List<String> resources(DetectStackDriftInput input, RequestContext context) {
        return cfn.resource(input.stackName(), context);
    }

    @Override
    public DetectStackDriftOutput handle(DetectStackDriftInput input, RequestContext context) {
        Stack stack = DriftLook.checkable(cfn, input.stackName());
        List<StackResource> rows = Cfn.resources(cfn.store().view(), stack).stream()
                .filter(row -> !row.status().isGone() && row.physicalId().isPresent())
                .toList();
        List<String> asked = input.logicalResourceIds();
        asked.stream()
                .filter(id -> rows.stream().noneMatch(row -> row.logicalId().equals(id)))
                .findFirst()
                .ifPresent(id -> {
                    throw Errors.validation("Resource [" + id + "] does not exist in stack " + stack.name());
                });
        List<ResourceDrift> found = rows.stream()
                .filter(row -> asked.isEmpty() || asked.contains(row.logicalId()))
                .map(row -> DriftLook.at(cfn, row, stack, context))
                .toList();
        String id = cfn.newUuid();
        cfn.store().transact(tx -> {
            found.forEach(each -> tx.put(CloudFormationTables.DRIFTS, each));
            Stack now = Cfn.requireExisting(tx, stack.id());
            int drifted =
                    (int) tx.by(CloudFormationTables.DRIFTS, CloudFormationTables.DRIFTS_BY_STACK, stack.id()).stream()
                            .filter(each -> each.status().isDrifted())
                            .count();
            tx.update(
                    CloudFormationTables.STACKS,
                    now.edit()
                            .drift(Optional.of(new Stack.Drift(id, context.now(), drifted)))
                            .build());
            return id;
        });
        return new DetectStackDriftOutput(id);
    }
}
