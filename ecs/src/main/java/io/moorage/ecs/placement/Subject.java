package io.moorage.ecs.placement;

import io.moorage.model.ecs.ContainerInstance;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Predicate;

/** What an expression of the cluster query language asks of a container instance. */
sealed interface Subject {
    /** Whether some value of it will do: of groups there may be many, and none where the instance has no such thing. */
    boolean any(Node node, Predicate<String> condition);

    default boolean exists(Node node) {
        return any(node, value -> true);
    }

    /** Whether {@code value} may be compared with it at all. */
    boolean accepts(String value);

    /** Dates and versions; for anything else equality is that of texts. */
    default boolean mayBeWrittenOtherwise() {
        return false;
    }

    /** They mean the same. */
    default boolean same(String one, String other) {
        return compare(one, other) == 0;
    }

    /** Negative, zero or positive. */
    int compare(String one, String other);

    /** Empty when there is no such subject. */
    static Optional<Subject> named(String name) {
        if (name.startsWith(Attribute.PREFIX) && name.length() > Attribute.PREFIX.length()) {
            return Optional.of(new Attribute(name.substring(Attribute.PREFIX.length())));
        }
        for (Field each : Field.values()) {
            if (each.name.equals(name)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    record Attribute(String name) implements Subject {
        private static final String PREFIX = "attribute:";

        @Override
        public boolean any(Node node, Predicate<String> condition) {
            return node.instance().attribute(name).filter(condition).isPresent();
        }

        /** Capabilities have no value. */
        @Override
        public boolean exists(Node node) {
            return node.instance().has(name);
        }

        @Override
        public boolean accepts(String value) {
            return true;
        }

        @Override
        public int compare(String one, String other) {
            return Order.loose(one, other);
        }
    }

    enum Field implements Subject {
        AGENT_CONNECTED("agentConnected"),
        AGENT_VERSION("agentVersion"),
        EC2_INSTANCE_ID("ec2InstanceId"),
        REGISTERED_AT("registeredAt"),
        RUNNING_TASKS_COUNT("runningTasksCount"),
        GROUP("task:group");

        private final String name;

        Field(String name) {
            this.name = name;
        }

        @Override
        public boolean any(Node node, Predicate<String> condition) {
            ContainerInstance instance = node.instance();
            return switch (this) {
                case AGENT_CONNECTED -> condition.test(Boolean.toString(instance.agentConnected()));
                case AGENT_VERSION -> known(instance.versionInfo().agentVersion(), condition);
                case EC2_INSTANCE_ID -> known(instance.ec2InstanceId(), condition);
                case REGISTERED_AT -> condition.test(instance.registeredAt().toString());
                case RUNNING_TASKS_COUNT -> condition.test(Integer.toString(node.running()));
                case GROUP -> node.tasksByGroup().keySet().stream().anyMatch(condition);
            };
        }

        @Override
        public boolean accepts(String value) {
            return switch (this) {
                case REGISTERED_AT -> Order.instant(value).isPresent();
                case RUNNING_TASKS_COUNT -> value.matches("[0-9]{1,9}");
                default -> true;
            };
        }

        @Override
        public int compare(String one, String other) {
            return switch (this) {
                case REGISTERED_AT ->
                    Order.instant(one)
                            .orElseThrow()
                            .compareTo(Order.instant(other).orElseThrow());
                case AGENT_VERSION -> Order.versions(one, other);
                default -> Order.loose(one, other);
            };
        }

        @Override
        public boolean mayBeWrittenOtherwise() {
            return this == AGENT_VERSION || this == REGISTERED_AT || this == RUNNING_TASKS_COUNT;
        }

        private static boolean known(String value, Predicate<String> condition) {
            return !value.isEmpty() && condition.test(value);
        }
    }

    /** How values compare. */
    final class Order {
        private static final String NUMBER = "-?[0-9]{1,18}(\\.[0-9]{1,18})?";
        private static final String VERSION = "v?[0-9]{1,9}(\\.[0-9]{1,9})+";

        /** As numbers when both are, as versions when both are, else as texts. */
        static int loose(String one, String other) {
            if (one.matches(NUMBER) && other.matches(NUMBER)) {
                return new BigDecimal(one).compareTo(new BigDecimal(other));
            }
            return versions(one, other);
        }

        /** As versions when both are, else as texts. */
        static int versions(String one, String other) {
            if (!one.matches(VERSION) || !other.matches(VERSION)) {
                return one.compareTo(other);
            }
            String[] left = one.replace("v", "").split("\\.", -1);
            String[] right = other.replace("v", "").split("\\.", -1);
            for (int i = 0; i < Math.max(left.length, right.length); i++) {
                int order = Integer.compare(
                        i < left.length ? Integer.parseInt(left[i]) : 0,
                        i < right.length ? Integer.parseInt(right[i]) : 0);
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        }

        /** In any of the guide's formats; without a zone it is UTC, without a time its day's begin. */
        static Optional<Instant> instant(String text) {
            try {
                if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
                    return Optional.of(
                            LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
                }
                return Optional.of(
                        text.matches(".*T.*([+-][0-9:]+|Z)")
                                ? OffsetDateTime.parse(text).toInstant()
                                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }

        private Order() {}
    }
}
