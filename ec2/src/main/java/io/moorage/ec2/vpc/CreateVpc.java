package io.moorage.ec2.vpc;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.CreateVpcRequest;
import io.moorage.awsmodels.ec2.CreateVpcResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Tags;
import io.moorage.model.ec2.Cidr;
import io.moorage.model.ec2.Vpc;
import java.util.Map;

/** A VPC with its main route table and default security group. */
public record CreateVpc(Ec2 ec2) implements Action<CreateVpcRequest, CreateVpcResult> {
    @Override
    public Operation<CreateVpcRequest, CreateVpcResult> operation() {
        return Ec2Operations.CREATE_VPC;
    }

    /** Smallest and largest prefix of a VPC and of a subnet (VPC user guide, "VPC CIDR blocks"). */
    static final int LARGEST = 16;

    static final int SMALLEST = 28;

    @Override
    public CreateVpcResult handle(CreateVpcRequest input, RequestContext context) {
        if (Boolean.TRUE.equals(input.amazonProvidedIpv6CidrBlock()) || input.ipv6CidrBlock() != null) {
            throw Ec2Errors.unsupported("IPv6 in a VPC");
        }
        Cidr cidr = block(Ec2Errors.required(input.cidrBlock(), "cidrBlock"), "cidrBlock", "InvalidVpc.Range");
        Map<String, String> tags = Tags.given(context, input.tagSpecifications(), "vpc");
        Ec2Errors.refuseDryRun(input.dryRun());
        Vpc vpc = ec2.store().transact(tx -> new NewVpc(ec2.config(), ec2.random()).create(tx, cidr, false, tags));
        return CreateVpcResult.builder().vpc(VpcShapes.vpc(vpc, ec2.config())).build();
    }

    static Cidr block(String text, String parameter, String rangeError) {
        Cidr cidr = Cidr.of(text)
                .orElseThrow(() -> Ec2Errors.invalidValue(
                        "Value (%s) for parameter %s is invalid. This is not a valid CIDR block.", text, parameter));
        if (cidr.prefix() < LARGEST || cidr.prefix() > SMALLEST) {
            throw Ec2Errors.refused(rangeError, "The CIDR '%s' is invalid.", text);
        }
        return cidr;
    }
}
