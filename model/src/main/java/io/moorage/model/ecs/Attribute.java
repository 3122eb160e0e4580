package io.moorage.model.ecs;

import java.util.Optional;

/** A fact about a container instance: a capability (no value) or a property, built in or the user's. */
public record Attribute(String name, Optional<String> value) {
    public static final String AVAILABILITY_ZONE = "ecs.availability-zone";
    public static final String INSTANCE_TYPE = "ecs.instance-type";
    public static final String AMI_ID = "ecs.ami-id";
    public static final String VPC_ID = "ecs.vpc-id";
    public static final String SUBNET_ID = "ecs.subnet-id";

    /** What an instance outside EC2 has, and no other. */
    public static final String EXTERNAL = "ecs.capability.external";

    public static Attribute of(String name, String value) {
        return new Attribute(name, Optional.of(value));
    }
}
