package io.moorage.ec2.compute;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DescribeIamInstanceProfileAssociationsRequest;
import io.moorage.awsmodels.ec2.DescribeIamInstanceProfileAssociationsResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Filters;
import io.moorage.ec2.api.Page;
import io.moorage.model.ec2.Instance;
import io.moorage.store.Ec2Tables;
import java.util.List;

/** Which instance has which profile. */
public record DescribeIamInstanceProfileAssociations(Ec2 ec2)
        implements Action<DescribeIamInstanceProfileAssociationsRequest, DescribeIamInstanceProfileAssociationsResult> {
    @Override
    public Operation<DescribeIamInstanceProfileAssociationsRequest, DescribeIamInstanceProfileAssociationsResult>
            operation() {
        return Ec2Operations.DESCRIBE_IAM_INSTANCE_PROFILE_ASSOCIATIONS;
    }

    private static final Filters<Instance> FILTERS =
            Filters.<Instance>plain().by("instance-id", Instance::id).same("state", "associated");

    @Override
    public DescribeIamInstanceProfileAssociationsResult handle(
            DescribeIamInstanceProfileAssociationsRequest input, RequestContext context) {
        List<Instance> all = ec2.view().all(Ec2Tables.INSTANCES).stream()
                .filter(each -> each.launch().instanceProfileArn().isPresent()
                        && !each.state().isEnding())
                .toList();
        for (String id : input.associationIds()) {
            if (all.stream().noneMatch(each -> AssociateIamInstanceProfile.associationId(each)
                    .equals(id))) {
                throw Ec2Errors.refused(
                        "InvalidAssociationID.NotFound", "An invalid association-id of '%s' was given", id);
            }
        }
        List<Instance> named = all.stream()
                .filter(each -> input.associationIds().isEmpty()
                        || input.associationIds().contains(AssociateIamInstanceProfile.associationId(each)))
                .toList();
        Page<Instance> page =
                Page.of(FILTERS.keep(input.filters(), named), Instance::id, input.maxResults(), input.nextToken());
        return DescribeIamInstanceProfileAssociationsResult.builder()
                .iamInstanceProfileAssociations(page.rows().stream()
                        .map(each -> AssociateIamInstanceProfile.shape(each, "associated", each.launched()))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }
}
