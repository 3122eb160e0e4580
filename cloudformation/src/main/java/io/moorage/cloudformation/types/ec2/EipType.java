package io.moorage.cloudformation.types.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.Type;
import io.moorage.awsmodels.ec2.Address;
import io.moorage.awsmodels.ec2.AllocateAddressRequest;
import io.moorage.awsmodels.ec2.AssociateAddressRequest;
import io.moorage.awsmodels.ec2.DescribeAddressesRequest;
import io.moorage.awsmodels.ec2.DisassociateAddressRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.Filter;
import io.moorage.awsmodels.ec2.ReleaseAddressRequest;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Schema.Update;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::EC2::EIP}: its physical id is the address, not the allocation. */
public final class EipType implements ResourceType {
    private static final Schema SCHEMA = Schema.of("AWS::EC2::EIP", AllocateAddressRequest.SHAPE)
            .replaced("Domain", "NetworkBorderGroup", "PublicIpv4Pool", "Address")
            .property("InstanceId", Type.StringType.ANY, Update.IN_PLACE)
            .tags("Tags")
            .attributes("AllocationId", "PublicIp")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String create(Wanted wanted, Aws aws) {
        return Ec2Tags.once(wanted, filters -> describe(filters, aws).stream().map(Address::publicIp), () -> aws.call(
                        Ec2Operations.ALLOCATE_ADDRESS,
                        wanted.read(AllocateAddressRequest.SHAPE, "InstanceId", "Tags").toBuilder()
                                .tagSpecifications(Ec2Tags.of(wanted, "elastic-ip"))
                                .build())
                .publicIp());
    }

    private static List<Address> describe(List<Filter> filters, Aws aws) {
        return aws.call(
                        Ec2Operations.DESCRIBE_ADDRESSES,
                        DescribeAddressesRequest.builder().filters(filters).build())
                .addresses();
    }

    private static Optional<Address> find(String address, Aws aws) {
        return describe(List.of(Ec2Tags.filter("public-ip", address)), aws).stream()
                .findFirst();
    }

    @Override
    public Progress settle(String address, Wanted wanted, Aws aws) {
        wanted.optional("InstanceId")
                .ifPresent(instance -> aws.call(
                        Ec2Operations.ASSOCIATE_ADDRESS,
                        AssociateAddressRequest.builder()
                                .publicIp(address)
                                .instanceId(instance)
                                .allowReassociation(true)
                                .build()));
        return Progress.DONE;
    }

    @Override
    public Progress update(String address, Wanted before, Wanted after, Aws aws) {
        find(address, aws).ifPresent(each -> Ec2Tags.update(String.valueOf(each.allocationId()), before, after, aws));
        if (after.optional("InstanceId").isEmpty()) {
            disassociate(address, before, aws);
        }
        return settle(address, after, aws);
    }

    /** Only what this resource itself associated is undone: an association may be a resource of its own. */
    private static void disassociate(String address, Wanted wanted, Aws aws) {
        if (wanted.optional("InstanceId").isPresent()) {
            find(address, aws)
                    .filter(each -> each.associationId() != null)
                    .ifPresent(each -> aws.call(
                            Ec2Operations.DISASSOCIATE_ADDRESS,
                            DisassociateAddressRequest.builder()
                                    .associationId(each.associationId())
                                    .build()));
        }
    }

    @Override
    public Progress delete(String address, Wanted last, Aws aws) {
        disassociate(address, last, aws);
        aws.unless(
                Set.of("InvalidAddress.NotFound"),
                Ec2Operations.RELEASE_ADDRESS,
                ReleaseAddressRequest.builder().publicIp(address).build());
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String address, Wanted wanted, Aws aws) {
        return Map.of(
                "AllocationId",
                Values.text(find(address, aws).map(Address::allocationId).orElse("")),
                "PublicIp",
                Values.text(address));
    }
}
