package io.moorage.ec2.vpc;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.AttributeBooleanValue;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.ModifyVpcAttributeRequest;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.Vpc;
import io.moorage.store.Ec2Tables;
import org.jspecify.annotations.Nullable;

/** Switches DNS support or DNS host names; one at a time. */
public record ModifyVpcAttribute(Ec2 ec2) implements Action<ModifyVpcAttributeRequest, Empty> {
    @Override
    public Operation<ModifyVpcAttributeRequest, Empty> operation() {
        return Ec2Operations.MODIFY_VPC_ATTRIBUTE;
    }

    @Override
    public Empty handle(ModifyVpcAttributeRequest input, RequestContext context) {
        String id = Ec2Errors.required(input.vpcId(), "vpcId");
        if (input.enableDnsSupport() != null && input.enableDnsHostnames() != null) {
            throw Ec2Errors.invalidCombination("Fields for multiple attribute types specified");
        }
        if (input.enableNetworkAddressUsageMetrics() != null) {
            throw Ec2Errors.unsupported("Network address usage metrics");
        }
        if (input.enableDnsSupport() == null && input.enableDnsHostnames() == null) {
            throw Ec2Errors.missing("enableDnsSupport or enableDnsHostnames");
        }
        return ec2.store().transact(tx -> {
            Vpc vpc = Resource.VPC.require(tx, id);
            tx.update(
                    Ec2Tables.VPCS,
                    vpc.withDns(
                            chosen(input.enableDnsSupport(), vpc.dnsSupport()),
                            chosen(input.enableDnsHostnames(), vpc.dnsHostnames())));
            return Empty.VALUE;
        });
    }

    private static boolean chosen(@Nullable AttributeBooleanValue given, boolean now) {
        return (given == null || given.value() == null) ? now : given.value();
    }
}
