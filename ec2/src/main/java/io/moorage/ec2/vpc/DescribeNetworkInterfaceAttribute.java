package io.moorage.ec2.vpc;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.AttributeBooleanValue;
import io.moorage.awsmodels.ec2.AttributeValue;
import io.moorage.awsmodels.ec2.DescribeNetworkInterfaceAttributeRequest;
import io.moorage.awsmodels.ec2.DescribeNetworkInterfaceAttributeResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.NetworkInterface;

/** One attribute of a network interface at a time. */
public record DescribeNetworkInterfaceAttribute(Ec2 ec2)
        implements Action<DescribeNetworkInterfaceAttributeRequest, DescribeNetworkInterfaceAttributeResult> {
    @Override
    public Operation<DescribeNetworkInterfaceAttributeRequest, DescribeNetworkInterfaceAttributeResult> operation() {
        return Ec2Operations.DESCRIBE_NETWORK_INTERFACE_ATTRIBUTE;
    }

    @Override
    public DescribeNetworkInterfaceAttributeResult handle(
            DescribeNetworkInterfaceAttributeRequest input, RequestContext context) {
        NetworkInterface row = Resource.NETWORK_INTERFACE.require(
                ec2.view(), Ec2Errors.required(input.networkInterfaceId(), "NetworkInterfaceId"));
        String attribute = Ec2Errors.required(input.attribute(), "Attribute");
        Ec2Errors.refuseDryRun(input.dryRun());
        var shown = new InterfaceShapes(ec2.view(), ec2.config()).networkInterface(row);
        var shape = DescribeNetworkInterfaceAttributeResult.builder().networkInterfaceId(row.id());
        return switch (attribute) {
            case "attachment" -> shape.attachment(shown.attachment()).build();
            case "description" ->
                shape.description(new AttributeValue(row.owner().description())).build();
            case "groupSet" -> shape.groups(shown.groups()).build();
            case "sourceDestCheck" ->
                shape.sourceDestCheck(new AttributeBooleanValue(true)).build();
            default -> throw Ec2Errors.invalidValue("Value (%s) for parameter attribute is invalid.", attribute);
        };
    }
}
