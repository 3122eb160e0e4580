package io.moorage.console.iam;

import io.moorage.console.frame.Links;
import java.util.Locale;

/** What policies can be attached to. */
enum Kind {
    USER("User", "users", "A person or a program with keys of its own, and policies that say what they may do."),
    ROLE("Role", "roles", "Tasks, instances and services act as one, without keys."),
    GROUP("Group", "groups", "What its policies allow, all users in it may do.");

    private final String noun;
    private final String path;
    private final String use;

    Kind(String noun, String path, String use) {
        this.noun = noun;
        this.path = path;
        this.use = use;
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

    /** What it is for, in a sentence. */
    String use() {
        return use;
    }

    /** The member of calls that names one. */
    String member() {
        return noun + "Name";
    }

    /** Of all of them. */
    String href() {
        return Links.to("iam", path);
    }

    String href(String name) {
        return Links.to("iam", path, name);
    }
}
