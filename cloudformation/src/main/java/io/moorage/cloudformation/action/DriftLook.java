package io.moorage.cloudformation.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.cloudformation.PropertyDifference;
import io.moorage.awsmodels.cloudformation.StackResourceDrift;
import io.moorage.model.cloudformation.ResourceDrift;
import io.moorage.model.cloudformation.Stack;
import io.moorage.model.cloudformation.StackResource;
import io.moorage.store.CloudFormationTables;
import io.moorage.store.ReadView;
import java.util.Optional;
import java.util.Set;

/** How drift detection looks at a resource, and shows what it found. */
final class DriftLook {
    /** User guide, "Detect drift on an entire CloudFormation stack". */
    private static final Set<String> STATUSES =
            Set.of("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "UPDATE_ROLLBACK_FAILED");

    private DriftLook() {}

    static Stack checkable(Cfn cfn, String nameOrId) {
        Stack stack = Cfn.requireExisting(cfn.store().view(), nameOrId);
        if (!STATUSES.contains(stack.status().name())) {
            throw Errors.validation("Drift detection operations can not be performed on stack [" + stack.id() + "] in "
                    + stack.status() + " state.");
        }
        return stack;
    }

    /** With the caller's permissions. */
    static ResourceDrift at(Cfn cfn, StackResource row, Stack stack, RequestContext context) {
        return cfn.resourceCalls().drift(row, stack, context.principal(), context.now());
    }

    /** What was found when the resource was last looked at; not what was found of one that it replaced. */
    static Optional<ResourceDrift> last(ReadView view, StackResource row) {
        return view.find(CloudFormationTables.DRIFTS, ResourceDrift.key(row.stackId(), row.logicalId()))
                .filter(each -> each.physicalId().equals(row.physicalId()));
    }

    static StackResourceDrift shape(ResourceDrift drift) {
        boolean checked = drift.status() != ResourceDrift.Status.NOT_CHECKED;
        return StackResourceDrift.builder()
                .stackId(drift.stackId())
                .logicalResourceId(drift.logicalId())
                .physicalResourceId(drift.physicalId().orElse(null))
                .resourceType(drift.type())
                .stackResourceDriftStatus(drift.status().name())
                .expectedProperties(checked ? drift.expected() : null)
                .actualProperties(checked ? drift.actual() : null)
                .propertyDifferences(drift.differences().stream()
                        .map(each -> new PropertyDifference(each.path(), each.expected(), each.actual(), each.type()))
                        .toList())
                .timestamp(drift.checked())
                .build();
    }
}
