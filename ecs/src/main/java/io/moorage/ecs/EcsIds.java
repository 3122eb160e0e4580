package io.moorage.ecs;

import java.util.HexFormat;
import java.util.UUID;
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
        HexFormat digits = HexFormat.of();
        return digits.toHexDigits(random.nextLong()) + digits.toHexDigits(random.nextLong());
    }

    public String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** {@code ecs-svc/} and 19 digits. */
    public String deployment() {
        return "ecs-svc/" + random.nextLong(1_000_000_000_000_000_000L, Long.MAX_VALUE);
    }
}
