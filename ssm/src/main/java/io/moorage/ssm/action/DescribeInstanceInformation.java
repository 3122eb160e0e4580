package io.moorage.ssm.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ssm.DescribeInstanceInformationRequest;
import io.moorage.awsmodels.ssm.DescribeInstanceInformationResult;
import io.moorage.awsmodels.ssm.InstanceInformation;
import io.moorage.awsmodels.ssm.SsmOperations;
import io.moorage.base.Page;
import io.moorage.model.ssm.ManagedInstance;
import io.moorage.store.SsmTables;
import java.util.List;
import java.util.Optional;

/** {@code API_DescribeInstanceInformation}: the machines outside EC2; instances of EC2 run no agent of Systems Manager here. */
final class DescribeInstanceInformation
        implements Action<DescribeInstanceInformationRequest, DescribeInstanceInformationResult> {
    private static final int DEFAULT_RESULTS = 10;

    private final Activations activations;

    DescribeInstanceInformation(Activations activations) {
        this.activations = activations;
    }

    @Override
    public Operation<DescribeInstanceInformationRequest, DescribeInstanceInformationResult> operation() {
        return SsmOperations.DESCRIBE_INSTANCE_INFORMATION;
    }

    @Override
    public DescribeInstanceInformationResult handle(DescribeInstanceInformationRequest input, RequestContext context) {
        if (!input.filters().isEmpty() || !input.instanceInformationFilterList().isEmpty()) {
            throw Refusal.unsupported("filters of DescribeInstanceInformation");
        }
        Page<ManagedInstance> page = Page.of(
                        List.copyOf(activations.store().view().all(SsmTables.MANAGED_INSTANCES)),
                        ManagedInstance::id,
                        Optional.ofNullable(input.nextToken()),
                        input.maxResults() == null ? DEFAULT_RESULTS : input.maxResults())
                .orElseThrow(Refusal::badToken);
        return DescribeInstanceInformationResult.builder()
                .instanceInformationList(
                        page.map(DescribeInstanceInformation::shape).items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private static InstanceInformation shape(ManagedInstance instance) {
        return InstanceInformation.builder()
                .instanceId(instance.id())
                .platformType("Linux")
                .activationId(instance.activationId())
                .iamRole(instance.iamRole())
                .registrationDate(instance.registered())
                .resourceType("ManagedInstance")
                .name(instance.name().orElse(null))
                .ipAddress(instance.address())
                .computerName(instance.computerName())
                .build();
    }
}
