package io.moorage.model.ecs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A machine whose agent joined a cluster.
 *
 * <p>Invariant: tasks are placed only while {@link #placeable}: an {@code ACTIVE}, {@code PRESENT} instance with a
 * connected agent.
 *
 * @param arn the key
 * @param ec2InstanceId the EC2 instance's id, the key of its fence; for a machine outside EC2 its own name
 * @param addresses private addresses it had when it registered: what a fence must refuse
 * @param registered what the agent registered
 * @param connectedAt when its agent last came to be connected; empty until it was
 * @param bootId the boot its agent last reported from; empty until it reported
 * @param lossEpoch the epoch of the fence of its last loss, 0 when it never was lost
 * @param inactiveSince when it was deregistered; empty while it is not
 * @param runtimeImpaired the agent says that the container runtime does not answer
 */
public record ContainerInstance(
        String arn,
        String clusterName,
        String ec2InstanceId,
        Set<String> addresses,
        Status status,
        Optional<String> statusReason,
        boolean agentConnected,
        Optional<Instant> connectedAt,
        Presence presence,
        long lossEpoch,
        String bootId,
        Resources registered,
        List<Attribute> attributes,
        VersionInfo versionInfo,
        boolean runtimeImpaired,
        Instant registeredAt,
        Optional<Instant> inactiveSince,
        long version,
        Map<String, String> tags) {
    public ContainerInstance {
        addresses = Set.copyOf(addresses);
        attributes = List.copyOf(attributes);
        tags = Map.copyOf(tags);
    }

    /** What the names of machines outside EC2 begin with, as Systems Manager gives them. */
    public static final String EXTERNAL = "mi-";

    /** As DescribeContainerInstances shows it. */
    public enum Status {
        ACTIVE,
        DRAINING,
        INACTIVE
    }

    /** Whether the machine is known to be there; Moorage's own, not shown by the API. */
    public enum Presence {
        PRESENT,
        /** Gone, or silent for too long: fenced, its tasks moved. */
        LOST
    }

    public record VersionInfo(String agentVersion, String agentHash, String dockerVersion) {
        public static final VersionInfo UNKNOWN = new VersionInfo("", "", "");

        private VersionInfo withDocker(String version) {
            return new VersionInfo(agentVersion, agentHash, version);
        }
    }

    public static ContainerInstance registered(
            String arn,
            String clusterName,
            String ec2InstanceId,
            Set<String> addresses,
            Resources registered,
            List<Attribute> attributes,
            VersionInfo versionInfo,
            Instant now,
            Map<String, String> tags) {
        return new ContainerInstance(
                arn,
                clusterName,
                ec2InstanceId,
                addresses,
                Status.ACTIVE,
                Optional.empty(),
                false,
                Optional.empty(),
                Presence.PRESENT,
                0,
                "",
                registered,
                attributes,
                versionInfo,
                false,
                now,
                Optional.empty(),
                1,
                tags);
    }

    public String id() {
        return EcsArns.lastPart(arn);
    }

    public boolean placeable() {
        return status == Status.ACTIVE && presence == Presence.PRESENT && agentConnected;
    }

    public boolean lost() {
        return presence == Presence.LOST;
    }

    /** A machine outside EC2 (ECS developer guide, "Amazon ECS clusters for external instances"). */
    public boolean external() {
        return ec2InstanceId.startsWith(EXTERNAL);
    }

    public boolean inactive() {
        return status == Status.INACTIVE;
    }

    public boolean has(String attribute) {
        return find(attribute) != null;
    }

    public Optional<String> attribute(String name) {
        Attribute found = find(name);
        return found == null ? Optional.empty() : found.value();
    }

    /** Asked of every instance for every service that is placed: no stream. */
    private @Nullable Attribute find(String name) {
        for (Attribute each : attributes) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        return null;
    }

    public String availabilityZone() {
        return attribute(Attribute.AVAILABILITY_ZONE).orElse("");
    }

    /** The agent of this instance registered again: it keeps its ARN, its custom attributes and its tags. */
    public ContainerInstance reregistered(
            Resources resources, List<Attribute> given, VersionInfo versions, Set<String> addressesNow) {
        List<Attribute> kept = attributes.stream()
                .filter(old -> given.stream().noneMatch(each -> each.name().equals(old.name())))
                .toList();
        return next(row -> {
            row.addresses = addressesNow;
            row.registered = resources;
            row.attributes = Stream.concat(given.stream(), kept.stream()).toList();
            row.versionInfo =
                    versions.dockerVersion().isEmpty() ? versions.withDocker(versionInfo.dockerVersion()) : versions;
        });
    }

    /** Agents tell the engine's version when they connect, not when they register. */
    public ContainerInstance withDockerVersion(String version) {
        return next(row -> row.versionInfo = versionInfo.withDocker(version));
    }

    /** @param at when that came to be known */
    public ContainerInstance connected(boolean now, Instant at) {
        return agentConnected == now
                ? this
                : next(row -> {
                    row.agentConnected = now;
                    row.connectedAt = now ? Optional.of(at) : row.connectedAt;
                });
    }

    /** @param epoch of the fence written in the same transaction */
    public ContainerInstance lost(long epoch) {
        return next(row -> {
            row.agentConnected = false;
            row.presence = Presence.LOST;
            row.lossEpoch = epoch;
        });
    }

    /** It is back and its fence is lifted. */
    public ContainerInstance present() {
        return next(row -> row.presence = Presence.PRESENT);
    }

    public ContainerInstance booted(String newBootId) {
        return next(row -> row.bootId = newBootId);
    }

    /** @param now not {@code INACTIVE}, for which see {@link #deregistered} */
    public ContainerInstance in(Status now) {
        return next(row -> row.status = now);
    }

    /** It left its cluster for good. */
    public ContainerInstance deregistered(Instant at) {
        return inactive()
                ? this
                : next(row -> {
                    row.status = Status.INACTIVE;
                    row.inactiveSince = Optional.of(at);
                });
    }

    public ContainerInstance withRuntimeImpaired(boolean now) {
        return next(row -> row.runtimeImpaired = now);
    }

    public ContainerInstance withAttributes(List<Attribute> now) {
        return next(row -> row.attributes = now);
    }

    public ContainerInstance withTags(Map<String, String> now) {
        return next(row -> row.tags = now);
    }

    /** The row after a change, one version later. */
    private ContainerInstance next(Consumer<Changing> change) {
        Changing row = new Changing(this);
        change.accept(row);
        return new ContainerInstance(
                arn,
                clusterName,
                ec2InstanceId,
                row.addresses,
                row.status,
                statusReason,
                row.agentConnected,
                row.connectedAt,
                row.presence,
                row.lossEpoch,
                row.bootId,
                row.registered,
                row.attributes,
                row.versionInfo,
                row.runtimeImpaired,
                registeredAt,
                row.inactiveSince,
                version + 1,
                row.tags);
    }

    /** What of a row may change. */
    private static final class Changing {
        private Set<String> addresses;
        private Status status;
        private boolean agentConnected;
        private Optional<Instant> connectedAt;
        private Presence presence;
        private long lossEpoch;
        private String bootId;
        private Resources registered;
        private List<Attribute> attributes;
        private VersionInfo versionInfo;
        private boolean runtimeImpaired;
        private Optional<Instant> inactiveSince;
        private Map<String, String> tags;

        Changing(ContainerInstance row) {
            addresses = row.addresses;
            status = row.status;
            agentConnected = row.agentConnected;
            connectedAt = row.connectedAt;
            presence = row.presence;
            lossEpoch = row.lossEpoch;
            bootId = row.bootId;
            registered = row.registered;
            attributes = row.attributes;
            versionInfo = row.versionInfo;
            runtimeImpaired = row.runtimeImpaired;
            inactiveSince = row.inactiveSince;
            tags = row.tags;
        }
    }
}
