package io.moorage.server;

import io.moorage.awsmodels.Member;
import io.moorage.awsmodels.StructureShape;
import io.moorage.awsmodels.Type;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request with every member set, by names that say what is meant. */
final class SampleInput {
    private static final int DEEPEST = 5;
    /** What a member must look like for its action to make something of it. */
    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("FileSystemId", "fs-0abc"),
            Map.entry("AccessPointId", "fsap-0abc"),
            Map.entry("ResourceId", "fs-0abc"),
            Map.entry("PolicyArn", "arn:aws:iam::123456789012:policy/p"),
            Map.entry("PolicySourceArn", "arn:aws:iam::123456789012:role/r"),
            Map.entry("resourceArn", "arn:aws:ecs:us-east-1:123456789012:cluster/c"),
            Map.entry("ResourceArn", "arn:aws:sns:us-east-1:123456789012:t"),
            Map.entry("ResourceARN", "arn:aws:cloudwatch:us-east-1:123456789012:alarm:a"),
            Map.entry("TopicArn", "arn:aws:sns:us-east-1:123456789012:t"),
            Map.entry("TargetArn", "arn:aws:sns:us-east-1:123456789012:t"),
            Map.entry("SubscriptionArn", "arn:aws:sns:us-east-1:123456789012:t:s"),
            Map.entry("DeletionTaskId", "task/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS/1"),
            Map.entry("AWSServiceName", "autoscaling.amazonaws.com"),
            Map.entry("serviceDeploymentArn", "arn:aws:ecs:us-east-1:123456789012:service-deployment/c/s/d"),
            Map.entry("serviceRevisionArn", "arn:aws:ecs:us-east-1:123456789012:service-revision/c/s/1"),
            Map.entry("Path", "/path/"),
            Map.entry("Scheme", "internal"),
            Map.entry("ResourceType", "auto-scaling-group"));

    /** What is refused wherever it stands. */
    private static final Set<String> ABSENT = Set.of("PhoneNumber", "logGroupIdentifier");

    private final String operation;

    SampleInput(String operation) {
        this.operation = operation;
    }

    <I> I of(StructureShape<I> shape) {
        return structure(shape, 0);
    }

    private <I> I structure(StructureShape<I> shape, int depth) {
        @Nullable Object[] values = new Object[shape.size()];
        for (int i = 0; i < values.length; i++) {
            Member member = shape.members().get(i);
            values[i] = ABSENT.contains(member.name()) ? null : value(member.name(), member.type(), depth);
        }
        return shape.create(values);
    }

    private @Nullable Object value(String name, Type type, int depth) {
        return switch (type) {
            case Type.StringType text -> text(name, text);
            case Type.IntegerType ignored -> 1;
            case Type.LongType ignored -> 1L;
            case Type.DoubleType ignored -> 1.0;
            case Type.BooleanType ignored -> true;
            case Type.TimestampType ignored -> Instant.EPOCH;
            case Type.BlobType ignored -> new byte[0];
            case Type.ListType list ->
                Optional.ofNullable(value(singular(name), list.member(), depth + 1))
                        .map(List::of)
                        .orElse(List.of());
            case Type.MapType ignored -> Map.of();
            case Type.StructureType structure -> depth >= DEEPEST ? null : structure(structure.shape(), depth + 1);
        };
    }

    private String text(String name, Type.StringType type) {
        if (operation.startsWith("ec2:") && name.equals("ResourceType")) {
            return made();
        }
        if (!type.values().isEmpty()) {
            return type.values().getFirst();
        }
        return TEXTS.getOrDefault(name, name.toLowerCase(Locale.ROOT));
    }

    /** What the operation of EC2 makes, as tag specifications name it. */
    private String made() {
        return operation.equals("ec2:RunInstances")
                ? "instance"
                : operation
                        .substring(operation.indexOf(':') + 1)
                        .replaceFirst("^[A-Z][a-z]+", "")
                        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                        .toLowerCase(Locale.ROOT);
    }

    private static String singular(String name) {
        return name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
    }
}
