package io.moorage.awsmodels;

import org.jspecify.annotations.Nullable;

/**
 * A member of a structure.
 *
 * @param name as the model spells it, e.g. {@code FileSystemId}
 * @param idempotencyToken true where a client library fills in a token when the caller gives none
 */
public record Member(
        String name,
        @Nullable String locationName,
        @Nullable String queryName,
        Location location,
        boolean required,
        boolean idempotencyToken,
        Type type) {

    /** The name in JSON, XML and {@code query} forms, and of the header, path label or query-string parameter. */
    public String wireName() {
        return locationName != null ? locationName : name;
    }

    /** The name in a form sent to EC2: {@code queryName}, else {@code locationName} with its first letter upper-cased. */
    public String ec2Name() {
        if (queryName != null) {
            return queryName;
        }
        String wire = wireName();
        return Character.toUpperCase(wire.charAt(0)) + wire.substring(1);
    }

    /** A required member of the body under its own name. */
    public static Member required(String name, Type type) {
        return new Member(name, null, null, Location.BODY, true, false, type);
    }

    /** An optional member of the body under its own name. */
    public static Member optional(String name, Type type) {
        return new Member(name, null, null, Location.BODY, false, false, type);
    }

    /** An optional member of the body under another name. */
    public static Member named(String name, String locationName, Type type) {
        return new Member(name, locationName, null, Location.BODY, false, false, type);
    }
}
