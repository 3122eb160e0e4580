package io.moorage.policy;

import java.util.List;

/**
 * One rule of a policy (IAM JSON policy reference).
 *
 * @param sid empty when none was given
 * @param principals patterns of callers; all callers where the policy belongs to an identity
 * @param resources empty in a trust policy, where the role is the resource
 */
public record Statement(
        String sid, Effect effect, Matcher principals, Matcher actions, Matcher resources, List<Condition> conditions) {
    public Statement {
        conditions = List.copyOf(conditions);
    }

    /** Whether a matching statement allows or denies. */
    public enum Effect {
        ALLOW,
        DENY
    }

    /** @param negated true for NotAction, NotResource and NotPrincipal: everything but the patterns */
    public record Matcher(List<String> patterns, boolean negated) {
        static final Matcher EVERYTHING = new Matcher(List.of(), true);

        public Matcher {
            patterns = List.copyOf(patterns);
        }
    }
}
