package io.moorage.model.ec2;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A virtual machine: what was asked for, and where in its life it is.
 *
 * <p>Its addresses and groups stand on its {@link NetworkInterface}, which is deleted when it is terminated.
 *
 * @param launched when it was last started
 * @param bootCount counts its boots from 1: a machine of an older boot is not this instance any more
 * @param reboot a reboot was asked for and not done yet
 * @param changed when {@code state} was entered
 */
public record Instance(
        String id,
        Launch launch,
        String networkInterfaceId,
        InstanceState state,
        Optional<StateReason> reason,
        Instant launched,
        int bootCount,
        boolean reboot,
        Instant changed,
        Map<String, String> tags) {
    public Instance {
        tags = Map.copyOf(tags);
    }

    /**
     * What {@code RunInstances} was asked for, as {@code ModifyInstanceAttribute} left it.
     *
     * @param launchIndex among the instances of the reservation, from 0
     * @param clientToken empty when none was given
     * @param userData base64, as it was sent
     * @param terminateOnShutdown a shutdown from within terminates instead of stopping
     * @param terminationProtected {@code TerminateInstances} refuses it, and {@code stopProtected} so for stopping
     * @param tokensRequired the metadata service answers only with a session token (IMDSv2)
     */
    public record Launch(
            String reservationId,
            int launchIndex,
            String clientToken,
            String imageId,
            String instanceType,
            String vpcId,
            String subnetId,
            String availabilityZone,
            Optional<String> keyName,
            Optional<String> instanceProfileArn,
            Optional<String> userData,
            boolean terminateOnShutdown,
            boolean terminationProtected,
            boolean stopProtected,
            boolean monitoring,
            boolean ebsOptimized,
            boolean tokensRequired,
            List<BlockDevice> blockDevices) {
        public Launch {
            blockDevices = List.copyOf(blockDevices);
        }

        /** The same for another instance of the reservation, with disks of its own. */
        public Launch at(int index, RandomGenerator random) {
            List<BlockDevice> own = blockDevices.stream()
                    .map(each -> each.withId(Ec2Id.VOLUME.next(random)))
                    .toList();
            return new Launch(
                    reservationId,
                    index,
                    clientToken,
                    imageId,
                    instanceType,
                    vpcId,
                    subnetId,
                    availabilityZone,
                    keyName,
                    instanceProfileArn,
                    userData,
                    terminateOnShutdown,
                    terminationProtected,
                    stopProtected,
                    monitoring,
                    ebsOptimized,
                    tokensRequired,
                    own);
        }

        public Launch modified(
                String type,
                Optional<String> data,
                boolean terminatesOnShutdown,
                boolean protectsTermination,
                boolean protectsStop,
                boolean optimized) {
            return new Launch(
                    reservationId,
                    launchIndex,
                    clientToken,
                    imageId,
                    type,
                    vpcId,
                    subnetId,
                    availabilityZone,
                    keyName,
                    instanceProfileArn,
                    data,
                    terminatesOnShutdown,
                    protectsTermination,
                    protectsStop,
                    monitoring,
                    optimized,
                    tokensRequired,
                    blockDevices);
        }

        public Launch withInstanceProfile(String arn) {
            return new Launch(
                    reservationId,
                    launchIndex,
                    clientToken,
                    imageId,
                    instanceType,
                    vpcId,
                    subnetId,
                    availabilityZone,
                    keyName,
                    Optional.of(arn),
                    userData,
                    terminateOnShutdown,
                    terminationProtected,
                    stopProtected,
                    monitoring,
                    ebsOptimized,
                    tokensRequired,
                    blockDevices);
        }
    }

    /** @param sizeGib as asked for; an instance's disk is its container's, whatever this says */
    public record BlockDevice(
            String deviceName, String volumeId, int sizeGib, String volumeType, boolean deleteOnTermination) {
        BlockDevice withId(String id) {
            return new BlockDevice(deviceName, id, sizeGib, volumeType, deleteOnTermination);
        }
    }

    /** A new instance, to be started. */
    public static Instance pending(
            String id, Launch launch, String networkInterfaceId, Instant now, Map<String, String> tags) {
        return new Instance(
                id, launch, networkInterfaceId, InstanceState.PENDING, Optional.empty(), now, 1, false, now, tags);
    }

    /** Its machine runs and is on the network. */
    public Instance running(Instant now) {
        return to(InstanceState.RUNNING, Optional.empty(), now);
    }

    /** Its machine is to be stopped. */
    public Instance stopping(StateReason why, Instant now) {
        return to(InstanceState.STOPPING, Optional.of(why), now);
    }

    /** Its machine is gone or stands still: as was asked for ({@code why} empty keeps the reason), or by itself. */
    public Instance stopped(Optional<StateReason> why, Instant now) {
        return to(InstanceState.STOPPED, why.or(() -> reason), now);
    }

    /** It is to be started again, with a new boot. */
    public Instance startedAgain(Instant now) {
        Instance again = to(InstanceState.PENDING, Optional.empty(), now);
        return new Instance(
                id, launch, networkInterfaceId, again.state, again.reason, now, bootCount + 1, false, now, tags);
    }

    /** Its machine is to be removed. */
    public Instance shuttingDown(StateReason why, Instant now) {
        return to(InstanceState.SHUTTING_DOWN, Optional.of(why), now);
    }

    public Instance terminated(Instant now) {
        return to(InstanceState.TERMINATED, reason, now);
    }

    /** A reboot is asked for; it stays {@code running}, as EC2 shows it. */
    public Instance rebootRequested() {
        return new Instance(id, launch, networkInterfaceId, state, reason, launched, bootCount, true, changed, tags);
    }

    public Instance rebooted() {
        return new Instance(
                id, launch, networkInterfaceId, state, reason, launched, bootCount + 1, false, changed, tags);
    }

    public Instance withLaunch(Launch changedLaunch) {
        return new Instance(
                id, changedLaunch, networkInterfaceId, state, reason, launched, bootCount, reboot, changed, tags);
    }

    public Instance withTags(Map<String, String> newTags) {
        return new Instance(
                id, launch, networkInterfaceId, state, reason, launched, bootCount, reboot, changed, newTags);
    }

    private Instance to(InstanceState next, Optional<StateReason> why, Instant now) {
        if (!state.next().contains(next)) {
            throw new IllegalStateException(id + " is " + state.word() + " and cannot become " + next.word());
        }
        return new Instance(id, launch, networkInterfaceId, next, why, launched, bootCount, false, now, tags);
    }
}
