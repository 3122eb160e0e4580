package io.moorage.ec2.vpc;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.CreateDefaultVpcRequest;
import io.moorage.awsmodels.ec2.CreateDefaultVpcResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.model.ec2.Vpc;
import io.moorage.store.Ec2Tables;

/** The default VPC again, after it was deleted. */
public record CreateDefaultVpc(Ec2 ec2) implements Action<CreateDefaultVpcRequest, CreateDefaultVpcResult> {
    @Override
    public Operation<CreateDefaultVpcRequest, CreateDefaultVpcResult> operation() {
        return Ec2Operations.CREATE_DEFAULT_VPC;
    }

    @Override
    public CreateDefaultVpcResult handle(CreateDefaultVpcRequest input, RequestContext context) {
        Ec2Errors.refuseDryRun(input.dryRun());
        Vpc vpc = ec2.store().transact(tx -> {
            if (tx.all(Ec2Tables.VPCS).stream().anyMatch(Vpc::isDefault)) {
                throw Ec2Errors.refused(
                        "DefaultVpcAlreadyExists", "A Default VPC already exists for this account in this region.");
            }
            return new NewVpc(ec2.config(), ec2.random()).createDefault(tx);
        });
        return CreateDefaultVpcResult.builder()
                .vpc(VpcShapes.vpc(vpc, ec2.config()))
                .build();
    }
}
