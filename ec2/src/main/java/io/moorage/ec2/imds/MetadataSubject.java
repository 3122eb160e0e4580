package io.moorage.ec2.imds;

import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.autoscaling.LifecycleState;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.KeyPair;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.ec2.SecurityGroup;
import io.moorage.model.ec2.Subnet;
import io.moorage.model.ec2.Vpc;
import io.moorage.model.iam.InstanceProfile;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.Ec2Tables;
import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The instance that asks, with all that its metadata tells about it.
 *
 * @param groupState in its Auto Scaling group; empty when it is of none
 * @param keyPair empty also when the key pair was deleted since: a running instance keeps the key it booted with
 */
record MetadataSubject(
        Instance instance,
        NetworkInterface networkInterface,
        Subnet subnet,
        Vpc vpc,
        List<SecurityGroup> securityGroups,
        Optional<KeyPair> keyPair,
        Optional<InstanceProfile> profile,
        Optional<LifecycleState> groupState) {

    /** Whoever has {@code address} in the VPC: the routers let nobody send from another's address. */
    static Optional<MetadataSubject> at(ReadView view, String vpcId, String address) {
        return view.by(Ec2Tables.INTERFACES, Ec2Tables.INTERFACES_BY_ADDRESS, vpcId + "/" + address).stream()
                .filter(each -> each.belongsTo(NetworkInterface.Owner.Kind.INSTANCE))
                .findFirst()
                .flatMap(each -> of(view, each));
    }

    private static Optional<MetadataSubject> of(ReadView view, NetworkInterface networkInterface) {
        Optional<Instance> instance =
                view.find(Ec2Tables.INSTANCES, networkInterface.owner().resourceId());
        Optional<Subnet> subnet = view.find(Ec2Tables.SUBNETS, networkInterface.subnetId());
        Optional<Vpc> vpc = view.find(Ec2Tables.VPCS, networkInterface.vpcId());
        if (instance.isEmpty() || subnet.isEmpty() || vpc.isEmpty()) {
            return Optional.empty();
        }
        Instance.Launch launch = instance.get().launch();
        List<SecurityGroup> groups = networkInterface.securityGroups().stream()
                .flatMap(id -> view.find(Ec2Tables.SECURITY_GROUPS, id).stream())
                .toList();
        Optional<InstanceProfile> profile = launch.instanceProfileArn().stream()
                .flatMap(arn -> profiles(view, arn))
                .findFirst();
        return Optional.of(new MetadataSubject(
                instance.get(),
                networkInterface,
                subnet.get(),
                vpc.get(),
                groups,
                launch.keyName().flatMap(name -> view.find(Ec2Tables.KEY_PAIRS, name)),
                profile,
                view
                        .by(
                                AutoScalingTables.INSTANCES,
                                AutoScalingTables.INSTANCES_BY_ID,
                                instance.get().id())
                        .stream()
                        .map(GroupInstance::state)
                        .findFirst()));
    }

    private static Stream<InstanceProfile> profiles(ReadView view, String arn) {
        return view.by(IamTables.INSTANCE_PROFILES, IamTables.INSTANCE_PROFILES_BY_ARN, arn).stream();
    }
}
