package io.moorage.policy;

/** What a set of policies says to a request (IAM user guide, "Policy evaluation logic"). */
public sealed interface Verdict {
    /** @param by the statement that allows it */
    record Allowed(Statement by) implements Verdict {}

    /** @param by the statement that denies it, whatever others allow */
    record ExplicitDeny(Statement by) implements Verdict {}

    /** No statement allows it. */
    record ImplicitDeny() implements Verdict {}
}
