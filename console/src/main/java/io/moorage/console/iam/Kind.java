package io.moorage.console.iam;

import io.moorage.console.frame.Links;
import java.util.Locale;

/** What policies can be attached to. */
enum Kind {
    USER("User", "users"),
    ROLE("Role", "roles"),
    GROUP("Group", "groups");

    private final String noun;
    private final String path;

    Kind(String noun, String path) {
        this.noun = noun;
        this.path = path;
    }

    /** Of an address, where {@code path} is {@code users}, {@code roles} or {@code groups}. */
    static Kind of(String path) {
        return switch (path) {
            case "users" -> USER;
            case "groups" -> GROUP;
            default -> ROLE;
        };
    }

    /** In names of operations, e.g. {@code ListAttachedUserPolicies}. */
    String noun() {
        return noun;
    }

    String path() {
        return path;
    }

    String title() {
        return noun + "s";
    }

    String word() {
        return noun.toLowerCase(Locale.ROOT);
    }

    /** The member of calls that names one. */
    String member() {
        return noun + "Name";
    }

    String href(String name) {
        return Links.to("iam", path, name);
    }
}
