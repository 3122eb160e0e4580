package io.moorage.awsapi.validation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A constraint of the model that a request does not meet.
 *
 * @param path members from the input on, entries of lists counted from 1: {@code tags.2.member.key}
 * @param member the member that is wrong, as a form sent to EC2 names it: EC2 says no path
 * @param value as text; null for secrets and for what is missing
 */
public record Violation(
        String path, String member, @Nullable String value, Constraint constraint) {

    /** The constraint. */
    public sealed interface Constraint {}

    /** The member is required. */
    public enum Required implements Constraint {
        REQUIRED
    }

    /** The least length or value. */
    public record Least(String bound, boolean ofLength) implements Constraint {}

    /** The greatest length or value. */
    public record Greatest(String bound, boolean ofLength) implements Constraint {}

    /** The regular expression the whole value must match. */
    public record Matching(String pattern) implements Constraint {}

    /** The enumeration the value must be of. */
    public record OneOf(List<String> values) implements Constraint {}
}
