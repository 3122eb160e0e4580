package io.moorage.ec2.vpc;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.AttributeBooleanValue;
import io.moorage.awsmodels.ec2.DescribeVpcAttributeRequest;
import io.moorage.awsmodels.ec2.DescribeVpcAttributeResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.Vpc;

/** One attribute of a VPC at a time. */
public record DescribeVpcAttribute(Ec2 ec2) implements Action<DescribeVpcAttributeRequest, DescribeVpcAttributeResult> {
    @Override
    public Operation<DescribeVpcAttributeRequest, DescribeVpcAttributeResult> operation() {
        return Ec2Operations.DESCRIBE_VPC_ATTRIBUTE;
    }

    @Override
    public DescribeVpcAttributeResult handle(DescribeVpcAttributeRequest input, RequestContext context) {
        String attribute = Ec2Errors.required(input.attribute(), "attribute");
        Vpc vpc = Resource.VPC.require(ec2.view(), Ec2Errors.required(input.vpcId(), "vpcId"));
        Ec2Errors.refuseDryRun(input.dryRun());
        var result = DescribeVpcAttributeResult.builder().vpcId(vpc.id());
        return switch (attribute) {
            case "enableDnsSupport" ->
                result.enableDnsSupport(value(vpc.dnsSupport())).build();
            case "enableDnsHostnames" ->
                result.enableDnsHostnames(value(vpc.dnsHostnames())).build();
            case "enableNetworkAddressUsageMetrics" ->
                result.enableNetworkAddressUsageMetrics(value(false)).build();
            default ->
                throw Ec2Errors.invalidValue(
                        "Value (%s) for parameter attribute is invalid. Unknown attribute.", attribute);
        };
    }

    private static AttributeBooleanValue value(boolean value) {
        return AttributeBooleanValue.builder().value(value).build();
    }
}
