package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.CreateMountTargetRequest;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.efs.IpAddressType;
import io.moorage.awsmodels.efs.MountTargetDescription;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.ec2.Subnet;
import io.moorage.model.efs.FileSystem;
import io.moorage.model.efs.LifeCycleState;
import io.moorage.model.efs.MountTarget;
import io.moorage.store.Ec2Tables;
import io.moorage.store.EfsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import io.moorage.store.Transaction;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Gives a file system an address in a subnet's Availability Zone; a loop then serves it there. */
final class CreateMountTarget implements Action<CreateMountTargetRequest, MountTargetDescription> {
    private final Store store;
    private final RandomGenerator random;
    private final Descriptions descriptions;

    CreateMountTarget(Store store, RandomGenerator random, Descriptions descriptions) {
        this.store = store;
        this.random = random;
        this.descriptions = descriptions;
    }

    @Override
    public Operation<CreateMountTargetRequest, MountTargetDescription> operation() {
        return EfsOperations.CREATE_MOUNT_TARGET;
    }

    @Override
    public List<String> resources(CreateMountTargetRequest input, RequestContext context) {
        return List.of(Lookup.arn(context, input.fileSystemId()));
    }

    @Override
    public MountTargetDescription handle(CreateMountTargetRequest input, RequestContext context) {

        String addresses = input.ipAddressType();
        if (addresses != null && !addresses.equals(IpAddressType.IPV4_ONLY)) {
            throw Refusal.unsupported("IPv6 mount targets");
        }
        return store.transact(tx -> descriptions.of(create(input, context, tx)));
    }

    private MountTarget create(CreateMountTargetRequest input, RequestContext context, Transaction tx) {
        FileSystem fileSystem = Lookup.availableFileSystem(context, tx, input.fileSystemId());
        Subnet subnet = tx.find(Ec2Tables.SUBNETS, input.subnetId())
                .orElseThrow(() -> new AwsException(
                        EfsOperations.ERROR_SUBNET_NOT_FOUND,
                        "The subnet ID '" + input.subnetId() + "' does not exist"));
        refuseConflict(fileSystem, subnet, tx);
        refuseTooMany(subnet.vpcId(), tx);
        List<String> groups = SecurityGroups.forMountTarget(input.securityGroups(), subnet.vpcId(), tx);
        Subnet.Allocation allocation = allocate(input.ipAddress(), subnet, tx);
        String id = MountTarget.nextId(random);
        NetworkInterface card = NetworkInterface.in(
                subnet, allocation.address(), groups, NetworkInterface.mountTarget(fileSystem.id(), id), random);
        MountTarget created = new MountTarget(
                id,
                fileSystem.id(),
                subnet.vpcId(),
                subnet.id(),
                subnet.availabilityZone(),
                subnet.zoneId(),
                allocation.address(),
                card.id(),
                LifeCycleState.CREATING);
        tx.update(Ec2Tables.SUBNETS, allocation.after());
        tx.insert(Ec2Tables.INTERFACES, card);
        tx.insert(EfsTables.MOUNT_TARGETS, created);
        return created;
    }

    private static void refuseConflict(FileSystem fileSystem, Subnet subnet, ReadView view) {
        Optional<String> onlyZone = fileSystem.settings().availabilityZone();
        if (onlyZone.isPresent() && !onlyZone.get().equals(subnet.availabilityZone())) {
            throw new AwsException(
                    EfsOperations.ERROR_AVAILABILITY_ZONES_MISMATCH,
                    "The file system is in " + onlyZone.get() + ", the subnet in " + subnet.availabilityZone() + ".");
        }
        for (MountTarget other :
                view.by(EfsTables.MOUNT_TARGETS, EfsTables.MOUNT_TARGETS_BY_FILE_SYSTEM, fileSystem.id())) {
            if (!other.vpcId().equals(subnet.vpcId())) {
                throw new AwsException(
                        EfsOperations.ERROR_MOUNT_TARGET_CONFLICT,
                        "requested subnet for new mount target is not in the same VPC as existing mount targets");
            }
            if (other.availabilityZone().equals(subnet.availabilityZone())) {
                throw new AwsException(
                        EfsOperations.ERROR_MOUNT_TARGET_CONFLICT, "mount target already exists in this AZ");
            }
        }
    }

    private static void refuseTooMany(String vpcId, ReadView view) {
        int present = view.by(EfsTables.MOUNT_TARGETS, EfsTables.MOUNT_TARGETS_BY_VPC, vpcId)
                .size();
        if (present >= Quotas.MOUNT_TARGETS_PER_VPC) {
            throw new AwsException(
                    EfsOperations.ERROR_NETWORK_INTERFACE_LIMIT_EXCEEDED,
                    vpcId + " has " + present + " mount targets, the most there may be; delete some first.");
        }
    }

    private static Subnet.Allocation allocate(@Nullable String address, Subnet subnet, ReadView view) {
        Collection<NetworkInterface> present =
                view.by(Ec2Tables.INTERFACES, Ec2Tables.INTERFACES_BY_SUBNET, subnet.id());
        if (address == null) {
            return subnet.allocate(present)
                    .orElseThrow(() -> new AwsException(
                            EfsOperations.ERROR_NO_FREE_ADDRESSES_IN_SUBNET,
                            "The specified subnet does not have enough free addresses to satisfy the request."));
        }
        if (!subnet.isUsable(address)) {
            throw Refusal.badRequest("Address does not fall within the subnet's address range: " + address);
        }
        return subnet.allocate(address, present)
                .orElseThrow(() -> new AwsException(
                        EfsOperations.ERROR_IP_ADDRESS_IN_USE, "The address " + address + " is in use."));
    }
}
