package io.moorage.ec2.vpc;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.CreateSubnetRequest;
import io.moorage.awsmodels.ec2.CreateSubnetResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.ec2.api.Tags;
import io.moorage.model.ec2.Cidr;
import io.moorage.model.ec2.Ec2Id;
import io.moorage.model.ec2.Subnet;
import io.moorage.model.ec2.Vpc;
import io.moorage.store.Ec2Tables;
import io.moorage.store.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A subnet in one zone, within the VPC and beside the other subnets. */
public record CreateSubnet(Ec2 ec2) implements Action<CreateSubnetRequest, CreateSubnetResult> {
    @Override
    public Operation<CreateSubnetRequest, CreateSubnetResult> operation() {
        return Ec2Operations.CREATE_SUBNET;
    }

    @Override
    public CreateSubnetResult handle(CreateSubnetRequest input, RequestContext context) {
        if (input.ipv6CidrBlock() != null || Boolean.TRUE.equals(input.ipv6Native())) {
            throw Ec2Errors.unsupported("IPv6 in a subnet");
        }
        String vpcId = Ec2Errors.required(input.vpcId(), "vpcId");
        Cidr cidr =
                CreateVpc.block(Ec2Errors.required(input.cidrBlock(), "cidrBlock"), "cidrBlock", "InvalidSubnet.Range");
        String zone = zone(input);
        Map<String, String> tags = Tags.given(context, input.tagSpecifications(), "subnet");
        Ec2Errors.refuseDryRun(input.dryRun());
        Subnet subnet = ec2.store().transact(tx -> create(tx, vpcId, cidr, zone, tags));
        return CreateSubnetResult.builder()
                .subnet(VpcShapes.subnet(subnet, ec2.view(), ec2.config()))
                .build();
    }

    private Subnet create(Transaction tx, String vpcId, Cidr cidr, String zone, Map<String, String> tags) {
        Vpc vpc = Resource.VPC.require(tx, vpcId);
        if (!vpc.cidr().contains(cidr)) {
            throw Ec2Errors.refused("InvalidSubnet.Range", "The CIDR '%s' is invalid.", cidr);
        }
        if (tx.by(Ec2Tables.SUBNETS, Ec2Tables.SUBNETS_BY_VPC, vpcId).stream()
                .anyMatch(each -> each.cidr().overlaps(cidr))) {
            throw Ec2Errors.refused("InvalidSubnet.Conflict", "The CIDR '%s' conflicts with another subnet", cidr);
        }
        var subnet = new Subnet(
                Ec2Id.SUBNET.next(ec2.random()), vpcId, cidr, zone, ec2.config().zoneId(zone), false, false, 0, tags);
        tx.insert(Ec2Tables.SUBNETS, subnet);
        return subnet;
    }

    private String zone(CreateSubnetRequest input) {
        List<String> zones = ec2.config().zones();
        String name = input.availabilityZone();
        String id = input.availabilityZoneId();
        if (name == null && id == null) {
            return zones.getFirst();
        }
        return zones.stream()
                .filter(each -> each.equals(name)
                        || (name == null && ec2.config().zoneId(each).equals(id)))
                .findFirst()
                .orElseThrow(() -> Ec2Errors.invalidValue(
                        "Value (%s) for parameter availabilityZone is invalid. Subnets can currently only be created in "
                                + "the following availability zones: %s.",
                        Objects.requireNonNullElse(name, String.valueOf(id)), String.join(", ", zones)));
    }
}
