package io.moorage.cloudformation.types.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.Type;
import io.moorage.awsmodels.ec2.AttributeBooleanValue;
import io.moorage.awsmodels.ec2.AttributeValue;
import io.moorage.awsmodels.ec2.CreateNetworkInterfaceRequest;
import io.moorage.awsmodels.ec2.DeleteNetworkInterfaceRequest;
import io.moorage.awsmodels.ec2.DescribeNetworkInterfacesRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.Filter;
import io.moorage.awsmodels.ec2.ModifyNetworkInterfaceAttributeRequest;
import io.moorage.awsmodels.ec2.NetworkInterface;
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

/** {@code AWS::EC2::NetworkInterface}: an address that waits for an instance. */
public final class NetworkInterfaceType implements ResourceType {
    private static final Set<String> ABSENT = Set.of("InvalidNetworkInterfaceID.NotFound");
    private static final String GROUPS = "GroupSet";
    private static final String CHECK = "SourceDestCheck";

    private static final Schema SCHEMA = Schema.of("AWS::EC2::NetworkInterface", CreateNetworkInterfaceRequest.SHAPE)
            .replaced("SubnetId", "PrivateIpAddress", "InterfaceType")
            .inPlace("Description")
            .property(GROUPS, new Type.ListType(Type.StringType.ANY, null, false, null, null), Update.IN_PLACE)
            .property(CHECK, Type.BooleanType.ANY, Update.IN_PLACE)
            .property("PrivateIpAddresses", null, Update.REPLACEMENT)
            .property("SecondaryPrivateIpAddressCount", Type.IntegerType.ANY, Update.REPLACEMENT)
            .required("SubnetId")
            .tags("Tags")
            .attributes("Id", "PrimaryPrivateIpAddress", "VpcId")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** The client token makes it one interface, however often it is called. */
    @Override
    public String create(Wanted wanted, Aws aws) {
        return Aws.answered(Aws.answered(aws.call(
                                Ec2Operations.CREATE_NETWORK_INTERFACE,
                                wanted.read(CreateNetworkInterfaceRequest.SHAPE, GROUPS, CHECK, "Tags").toBuilder()
                                        .groups(wanted.texts(GROUPS))
                                        .clientToken(wanted.token())
                                        .tagSpecifications(Ec2Tags.of(wanted, "network-interface"))
                                        .build())
                        .networkInterface())
                .networkInterfaceId());
    }

    @Override
    public Progress settle(String id, Wanted wanted, Aws aws) {
        wanted.flag(CHECK).ifPresent(on -> modify(aws, request(id).sourceDestCheck(new AttributeBooleanValue(on))));
        return Progress.DONE;
    }

    @Override
    public Progress update(String id, Wanted before, Wanted after, Aws aws) {
        Ec2Tags.update(id, before, after, aws);
        if (!before.optional("Description").equals(after.optional("Description"))) {
            String description = after.optional("Description").orElse("");
            modify(aws, request(id).description(new AttributeValue(description)));
        }
        if (!before.texts(GROUPS).equals(after.texts(GROUPS))
                && !after.texts(GROUPS).isEmpty()) {
            modify(aws, request(id).groups(after.texts(GROUPS)));
        }
        return settle(id, after, aws);
    }

    private static ModifyNetworkInterfaceAttributeRequest.Builder request(String id) {
        return ModifyNetworkInterfaceAttributeRequest.builder().networkInterfaceId(id);
    }

    private static void modify(Aws aws, ModifyNetworkInterfaceAttributeRequest.Builder request) {
        aws.call(Ec2Operations.MODIFY_NETWORK_INTERFACE_ATTRIBUTE, request.build());
    }

    @Override
    public Progress delete(String id, Wanted last, Aws aws) {
        aws.unless(
                ABSENT,
                Ec2Operations.DELETE_NETWORK_INTERFACE,
                DeleteNetworkInterfaceRequest.builder().networkInterfaceId(id).build());
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String id, Wanted wanted, Aws aws) {
        NetworkInterface found = find(id, aws).orElseThrow();
        return Map.of(
                "Id", Values.text(id),
                "PrimaryPrivateIpAddress", Values.text(found.privateIpAddress()),
                "VpcId", Values.text(found.vpcId()));
    }

    private static Optional<NetworkInterface> find(String id, Aws aws) {
        List<Filter> filters = List.of(Ec2Tags.filter("network-interface-id", id));
        return aws
                .call(
                        Ec2Operations.DESCRIBE_NETWORK_INTERFACES,
                        DescribeNetworkInterfacesRequest.builder()
                                .filters(filters)
                                .build())
                .networkInterfaces()
                .stream()
                .findFirst();
    }
}
