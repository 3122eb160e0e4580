package io.moorage.ec2.compute;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.AttributeBooleanValue;
import io.moorage.awsmodels.ec2.AttributeValue;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.InstanceBlockDeviceMappingSpecification;
import io.moorage.awsmodels.ec2.ModifyInstanceAttributeRequest;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.ec2.group.Groups;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.Instance.BlockDevice;
import io.moorage.model.ec2.Instance.Launch;
import io.moorage.model.ec2.InstanceState;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.store.Ec2Tables;
import io.moorage.store.Transaction;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes what may be changed: groups and protection at any time, type and user data of a stopped instance. */
public record ModifyInstanceAttribute(Ec2 ec2) implements Action<ModifyInstanceAttributeRequest, Empty> {
    @Override
    public Operation<ModifyInstanceAttributeRequest, Empty> operation() {
        return Ec2Operations.MODIFY_INSTANCE_ATTRIBUTE;
    }

    @Override
    public Empty handle(ModifyInstanceAttributeRequest given, RequestContext context) {
        String id = Ec2Errors.required(given.instanceId(), "InstanceId");
        ModifyInstanceAttributeRequest input = NamedAttribute.spelledOut(given);
        refuseUnsupported(input);
        return ec2.store().transact(tx -> {
            Instance row = Resource.INSTANCE.require(tx, id);
            if (row.state().isEnding()) {
                throw StateChanges.incorrectState(row, "modified");
            }
            Launch launch = changed(row, input);
            Ec2Errors.refuseDryRun(input.dryRun());
            tx.update(Ec2Tables.INSTANCES, row.withLaunch(launch));
            if (!input.groups().isEmpty()) {
                regroup(tx, row, input.groups());
            }
            return Empty.VALUE;
        });
    }

    private static void refuseUnsupported(ModifyInstanceAttributeRequest input) {
        if (input.kernel() != null || input.ramdisk() != null || input.sriovNetSupport() != null) {
            throw Ec2Errors.unsupported("Modifying this attribute of an instance");
        }
        if (!flag(input.sourceDestCheck(), true)) {
            throw Ec2Errors.unsupported("An instance without source/destination check");
        }
        if (!flag(input.enaSupport(), true)) {
            throw Ec2Errors.unsupported("An instance without enhanced networking");
        }
    }

    private static Launch changed(Instance row, ModifyInstanceAttributeRequest input) {
        Launch before = row.launch();
        byte[] data = input.userData() == null ? null : input.userData().value();
        String type = value(input.instanceType());
        if ((type != null || data != null || input.ebsOptimized() != null) && row.state() != InstanceState.STOPPED) {
            throw Ec2Errors.refused(
                    "IncorrectInstanceState", "The instance '%s' is not in the 'stopped' state.", row.id());
        }
        Launch.Edit edit = before.edit()
                .terminationProtected(flag(input.disableApiTermination(), before.terminationProtected()))
                .stopProtected(flag(input.disableApiStop(), before.stopProtected()))
                .ebsOptimized(flag(input.ebsOptimized(), before.ebsOptimized()))
                .blockDevices(disks(before, input.blockDeviceMappings()));
        if (type != null) {
            edit.instanceType(LaunchRequest.type(type));
        }
        if (data != null) {
            edit.userData(LaunchRequest.userData(Base64.getEncoder().encodeToString(data)));
        }
        String shutdown = value(input.instanceInitiatedShutdownBehavior());
        return shutdown == null
                ? edit.build()
                : edit.terminateOnShutdown(terminates(shutdown)).build();
    }

    private static boolean terminates(String shutdown) {
        return switch (shutdown) {
            case "stop" -> false;
            case "terminate" -> true;
            default ->
                throw Ec2Errors.invalidValue(
                        "Value (%s) for parameter instanceInitiatedShutdownBehavior is invalid. Expected 'stop' or 'terminate'.",
                        shutdown);
        };
    }

    private static List<BlockDevice> disks(Launch before, List<InstanceBlockDeviceMappingSpecification> given) {
        for (InstanceBlockDeviceMappingSpecification each : given) {
            if (each.noDevice() != null || each.virtualName() != null) {
                throw Ec2Errors.unsupported("Removing or exchanging a disk of an instance");
            }
            if (before.blockDevices().stream()
                    .noneMatch(disk -> disk.deviceName().equals(each.deviceName()))) {
                throw Ec2Errors.refused(
                        "InvalidInstanceAttributeValue", "No device is currently mapped at %s", each.deviceName());
            }
        }
        return before.blockDevices().stream()
                .map(disk -> given.stream()
                        .filter(each -> disk.deviceName().equals(each.deviceName()))
                        .map(InstanceBlockDeviceMappingSpecification::ebs)
                        .filter(ebs -> ebs != null && ebs.deleteOnTermination() != null)
                        .findFirst()
                        .map(ebs -> disk.withDeleteOnTermination(Boolean.TRUE.equals(ebs.deleteOnTermination())))
                        .orElse(disk))
                .toList();
    }

    private static @Nullable String value(@Nullable AttributeValue given) {
        return given == null ? null : given.value();
    }

    private static boolean flag(@Nullable AttributeBooleanValue given, boolean before) {
        return (given == null || given.value() == null) ? before : given.value();
    }

    private static void regroup(Transaction tx, Instance row, List<String> groupIds) {
        NetworkInterface eni = tx.find(Ec2Tables.INTERFACES, row.networkInterfaceId())
                .orElseThrow(() -> StateChanges.incorrectState(row, "modified"));
        tx.update(Ec2Tables.INTERFACES, eni.withSecurityGroups(Groups.ofVpc(tx, eni.vpcId(), groupIds)));
    }
}
