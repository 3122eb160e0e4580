package io.moorage.ec2.vpc;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.CreateNetworkInterfaceRequest;
import io.moorage.awsmodels.ec2.CreateNetworkInterfaceResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.address.PrivateAddresses;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.ec2.api.Tags;
import io.moorage.ec2.group.Groups;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.ec2.SecurityGroup;
import io.moorage.model.ec2.Subnet;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import io.moorage.store.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** An interface that waits for an instance; the same client token again answers the same interface. */
public record CreateNetworkInterface(Ec2 ec2)
        implements Action<CreateNetworkInterfaceRequest, CreateNetworkInterfaceResult> {
    @Override
    public Operation<CreateNetworkInterfaceRequest, CreateNetworkInterfaceResult> operation() {
        return Ec2Operations.CREATE_NETWORK_INTERFACE;
    }

    @Override
    public CreateNetworkInterfaceResult handle(CreateNetworkInterfaceRequest input, RequestContext context) {
        refuseUnsupported(input);
        String subnetId = Ec2Errors.required(input.subnetId(), "SubnetId");
        Map<String, String> tags = Tags.given(context, input.tagSpecifications(), "network-interface");
        String token = Objects.requireNonNullElse(input.clientToken(), "");
        NetworkInterface made = ec2.store().transact(tx -> {
            Optional<NetworkInterface> before = ofToken(tx, token);
            return before.isPresent() ? before.get() : create(tx, input, subnetId, token, tags);
        });
        return CreateNetworkInterfaceResult.builder()
                .clientToken(input.clientToken())
                .networkInterface(new InterfaceShapes(ec2.view(), ec2.config()).networkInterface(made))
                .build();
    }

    private static Optional<NetworkInterface> ofToken(ReadView view, String token) {
        return token.isEmpty()
                ? Optional.empty()
                : view.all(Ec2Tables.INTERFACES).stream()
                        .filter(each -> each.clientToken().equals(token))
                        .findFirst();
    }

    private NetworkInterface create(
            Transaction tx,
            CreateNetworkInterfaceRequest input,
            String subnetId,
            String token,
            Map<String, String> tags) {
        Subnet subnet = Resource.SUBNET.require(tx, subnetId);
        List<String> groups = input.groups().isEmpty()
                ? List.of(Groups.named(tx, subnet.vpcId(), SecurityGroup.DEFAULT_NAME)
                        .id())
                : Groups.ofVpc(tx, subnet.vpcId(), input.groups());
        String address = PrivateAddresses.take(tx, subnetId, Optional.ofNullable(input.privateIpAddress()));
        Ec2Errors.refuseDryRun(input.dryRun());
        NetworkInterface made = NetworkInterface.in(
                        subnet,
                        address,
                        groups,
                        NetworkInterface.none(Objects.requireNonNullElse(input.description(), "")),
                        ec2.random())
                .withClientToken(token)
                .withTags(tags);
        tx.insert(Ec2Tables.INTERFACES, made);
        return made;
    }

    private static void refuseUnsupported(CreateNetworkInterfaceRequest input) {
        if (input.ipv6AddressCount() != null
                || !input.ipv6Addresses().isEmpty()
                || input.ipv6PrefixCount() != null
                || !input.ipv6Prefixes().isEmpty()) {
            throw Ec2Errors.unsupported("IPv6");
        }
        if (!input.privateIpAddresses().isEmpty()
                || input.secondaryPrivateIpAddressCount() != null
                || input.ipv4PrefixCount() != null
                || !input.ipv4Prefixes().isEmpty()) {
            throw Ec2Errors.unsupported("A secondary address of a network interface");
        }
        if (input.interfaceType() != null && !input.interfaceType().equals("interface")) {
            throw Ec2Errors.unsupported("A network interface of type " + input.interfaceType());
        }
    }
}
