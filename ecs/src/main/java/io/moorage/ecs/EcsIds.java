package io.moorage.ecs;

import java.util.random.RandomGenerator;

/** Makes ids of the forms that ECS uses. */
public final class EcsIds {
    private final RandomGenerator random;

    /** @param random safe for use by many threads */
    public EcsIds(RandomGenerator random) {
        this.random = random;
    }

    /** 32 hexadecimal digits, as tasks and container instances have. */
    public String hex() {
        return String.format("%016x%016x", random.nextLong(), random.nextLong());
    }

    public String uuid() {
        String hex = hex();
        return String.join(
                "-",
                hex.substring(0, 8),
                hex.substring(8, 12),
                hex.substring(12, 16),
                hex.substring(16, 20),
                hex.substring(20));
    }

    /** {@code ecs-svc/} and 19 digits. */
    public String deployment() {
        return "ecs-svc/" + random.nextLong(1_000_000_000_000_000_000L, Long.MAX_VALUE);
    }
}
