package io.moorage.model.ec2;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * @param ended when its end was asked for, or its machine ended by itself; empty while it is to run
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
        Map<String, String> tags,
        Optional<Instant> ended) {
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
     * @param metadata the rest of its metadata options
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
            List<BlockDevice> blockDevices,
            MetadataOptions metadata) {
        public Launch {
            blockDevices = List.copyOf(blockDevices);
            metadata = Objects.requireNonNullElse(metadata, MetadataOptions.DEFAULT);
        }

        /** The only instance of a reservation for which nothing else was asked: no key, profile, user data or disks, no protection. */
        public static Launch of(
                String reservationId,
                String imageId,
                String instanceType,
                String vpcId,
                String subnetId,
                String availabilityZone) {
            return new Launch(
                    reservationId,
                    0,
                    "",
                    imageId,
                    instanceType,
                    vpcId,
                    subnetId,
                    availabilityZone,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    false,
                    false,
                    false,
                    false,
                    false,
                    List.of(),
                    MetadataOptions.DEFAULT);
        }

        /** The same for another instance of the reservation, with disks of its own. */
        public Launch at(int index, RandomGenerator random) {
            Edit edit = edit();
            edit.launchIndex = index;
            edit.blockDevices = blockDevices.stream()
                    .map(each -> each.withId(Ec2Id.VOLUME.next(random)))
                    .toList();
            return edit.build();
        }

        public Launch withInstanceProfile(String arn) {
            Edit edit = edit();
            edit.instanceProfileArn = Optional.of(arn);
            return edit.build();
        }

        /** A copy to be changed. */
        public Edit edit() {
            return new Edit(this);
        }

        /** What may be changed of an instance once it is launched. */
        public static final class Edit {
            private final Launch before;
            private int launchIndex;
            private Optional<String> instanceProfileArn;
            private String instanceType;
            private Optional<String> userData;
            private boolean terminateOnShutdown;
            private boolean terminationProtected;
            private boolean stopProtected;
            private boolean ebsOptimized;
            private boolean tokensRequired;
            private List<BlockDevice> blockDevices;
            private MetadataOptions metadata;

            private Edit(Launch before) {
                this.before = before;
                launchIndex = before.launchIndex;
                instanceProfileArn = before.instanceProfileArn;
                instanceType = before.instanceType;
                userData = before.userData;
                terminateOnShutdown = before.terminateOnShutdown;
                terminationProtected = before.terminationProtected;
                stopProtected = before.stopProtected;
                ebsOptimized = before.ebsOptimized;
                tokensRequired = before.tokensRequired;
                blockDevices = before.blockDevices;
                metadata = before.metadata;
            }

            public Edit instanceType(String type) {
                instanceType = type;
                return this;
            }

            public Edit userData(Optional<String> data) {
                userData = data;
                return this;
            }

            public Edit terminateOnShutdown(boolean terminates) {
                terminateOnShutdown = terminates;
                return this;
            }

            public Edit terminationProtected(boolean isProtected) {
                terminationProtected = isProtected;
                return this;
            }

            public Edit stopProtected(boolean isProtected) {
                stopProtected = isProtected;
                return this;
            }

            public Edit ebsOptimized(boolean optimized) {
                ebsOptimized = optimized;
                return this;
            }

            public Edit blockDevices(List<BlockDevice> devices) {
                blockDevices = devices;
                return this;
            }

            public Edit metadata(boolean requiresTokens, MetadataOptions options) {
                tokensRequired = requiresTokens;
                metadata = options;
                return this;
            }

            public Launch build() {
                return new Launch(
                        before.reservationId,
                        launchIndex,
                        before.clientToken,
                        before.imageId,
                        instanceType,
                        before.vpcId,
                        before.subnetId,
                        before.availabilityZone,
                        before.keyName,
                        instanceProfileArn,
                        userData,
                        terminateOnShutdown,
                        terminationProtected,
                        stopProtected,
                        before.monitoring,
                        ebsOptimized,
                        tokensRequired,
                        blockDevices,
                        metadata);
            }
        }
    }

    /**
     * How an instance's metadata is served (EC2 API reference, {@code InstanceMetadataOptionsRequest}).
     *
     * @param enabled false where the metadata service answers nothing
     * @param hopLimit how many hops an answer with a session token may travel, 1 to 64: kept and told
     * @param tags the instance's tags are among its metadata
     */
    public record MetadataOptions(boolean enabled, int hopLimit, boolean tags) {
        public static final MetadataOptions DEFAULT = new MetadataOptions(true, 1, false);
    }

    /** @param sizeGib as asked for; an instance's disk is its container's, whatever this says */
    public record BlockDevice(
            String deviceName, String volumeId, int sizeGib, String volumeType, boolean deleteOnTermination) {
        BlockDevice withId(String id) {
            return new BlockDevice(deviceName, id, sizeGib, volumeType, deleteOnTermination);
        }

        public BlockDevice withDeleteOnTermination(boolean deletes) {
            return new BlockDevice(deviceName, volumeId, sizeGib, volumeType, deletes);
        }
    }

    /** A new instance, to be started. */
    public static Instance pending(
            String id, Launch launch, String networkInterfaceId, Instant now, Map<String, String> tags) {
        return new Instance(
                id,
                launch,
                networkInterfaceId,
                InstanceState.PENDING,
                Optional.empty(),
                now,
                1,
                false,
                now,
                tags,
                Optional.empty());
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
                id,
                launch,
                networkInterfaceId,
                again.state,
                again.reason,
                now,
                bootCount + 1,
                false,
                now,
                tags,
                again.ended);
    }

    /** Its machine ended by itself or was killed, {@code when} as its driver saw it. */
    public Instance died(StateReason why, Instant when, Instant now) {
        Instance dead = stopped(Optional.of(why), now);
        return new Instance(
                id,
                launch,
                networkInterfaceId,
                dead.state,
                dead.reason,
                launched,
                bootCount,
                false,
                now,
                tags,
                Optional.of(when));
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
        return new Instance(
                id, launch, networkInterfaceId, state, reason, launched, bootCount, true, changed, tags, ended);
    }

    public Instance rebooted() {
        return new Instance(
                id, launch, networkInterfaceId, state, reason, launched, bootCount + 1, false, changed, tags, ended);
    }

    public Instance withLaunch(Launch changedLaunch) {
        return new Instance(
                id,
                changedLaunch,
                networkInterfaceId,
                state,
                reason,
                launched,
                bootCount,
                reboot,
                changed,
                tags,
                ended);
    }

    public Instance withTags(Map<String, String> newTags) {
        return new Instance(
                id, launch, networkInterfaceId, state, reason, launched, bootCount, reboot, changed, newTags, ended);
    }

    private Instance to(InstanceState next, Optional<StateReason> why, Instant now) {
        if (!state.next().contains(next)) {
            throw new IllegalStateException(id + " is " + state.word() + " and cannot become " + next.word());
        }
        boolean runs = next == InstanceState.PENDING || next == InstanceState.RUNNING;
        Optional<Instant> end = runs ? Optional.empty() : ended.or(() -> Optional.of(now));
        return new Instance(id, launch, networkInterfaceId, next, why, launched, bootCount, false, now, tags, end);
    }
}
