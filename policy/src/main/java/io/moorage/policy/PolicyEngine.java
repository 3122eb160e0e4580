package io.moorage.policy;

import io.moorage.policy.Statement.Effect;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Judges a request by policies: a matching Deny wins, else a matching Allow, else it is denied (IAM user guide, "Policy
 * evaluation logic").
 */
public final class PolicyEngine {
    private PolicyEngine() {}

    public static Verdict evaluate(Collection<PolicyDocument> policies, AccessRequest request) {
        return judge(policies, request, PolicyEngine::applies);
    }

    /**
     * The same of a request of which not all is known yet: of conditions nothing is, and the resource {@code *} is one that is
     * not known. A statement that allows counts where it may apply, one that denies where it must. So what is denied here
     * {@link #evaluate} denies whatever comes to be known.
     */
    public static Verdict foresee(Collection<PolicyDocument> policies, AccessRequest request) {
        return judge(policies, request, PolicyEngine::foreseeably);
    }

    private interface Test {
        boolean applies(Statement statement, AccessRequest request, Variables variables);
    }

    private static Verdict judge(Collection<PolicyDocument> policies, AccessRequest request, Test test) {
        Verdict verdict = new Verdict.ImplicitDeny();
        for (PolicyDocument policy : policies) {
            Variables variables = new Variables(request, policy.hasVariables());
            for (Statement statement : policy.statements()) {
                if (!test.applies(statement, request, variables)) {
                    continue;
                }
                if (statement.effect() == Effect.DENY) {
                    return new Verdict.ExplicitDeny(statement);
                }
                if (verdict instanceof Verdict.ImplicitDeny) {
                    verdict = new Verdict.Allowed(statement);
                }
            }
        }
        return verdict;
    }

    /** The statements of a policy that are about the request, whatever their effect. */
    public static List<Statement> matching(PolicyDocument policy, AccessRequest request) {
        Variables variables = new Variables(request, policy.hasVariables());
        return policy.statements().stream()
                .filter(statement -> applies(statement, request, variables))
                .toList();
    }

    private static boolean applies(Statement statement, AccessRequest request, Variables variables) {
        return principalApplies(statement.principals(), request)
                && actionApplies(statement.actions(), request.action())
                && resourceApplies(statement.resources(), request.resource(), variables)
                && statement.conditions().stream().allMatch(condition -> condition.holds(request, variables));
    }

    private static boolean foreseeably(Statement statement, AccessRequest request, Variables variables) {
        boolean denies = statement.effect() == Effect.DENY;
        boolean resource = request.resource().equals("*")
                ? !denies || isEverything(statement.resources())
                : resourceApplies(statement.resources(), request.resource(), variables);
        return principalApplies(statement.principals(), request)
                && actionApplies(statement.actions(), request.action())
                && resource
                && (!denies || statement.conditions().isEmpty());
    }

    private static boolean isEverything(Statement.Matcher resources) {
        return resources.negated()
                ? resources.patterns().isEmpty()
                : resources.patterns().contains("*");
    }

    private static boolean principalApplies(Statement.Matcher matcher, AccessRequest request) {
        boolean named = matcher.patterns().stream()
                .anyMatch(pattern -> pattern.equals("*") || request.principals().contains(pattern));
        return named != matcher.negated();
    }

    /** Actions are compared without regard to case. */
    private static boolean actionApplies(Statement.Matcher matcher, String action) {
        return any(
                matcher,
                action.toLowerCase(Locale.ROOT),
                (pattern, text) -> Glob.matches(pattern.toLowerCase(Locale.ROOT), text));
    }

    private static boolean resourceApplies(Statement.Matcher matcher, String resource, Variables variables) {
        return any(matcher, resource, (pattern, arn) -> {
            Optional<String> filled = variables.fill(pattern);
            return filled.isPresent() && Glob.matchesArn(filled.get(), arn);
        });
    }

    private static boolean any(Statement.Matcher matcher, String text, BiPredicate<String, String> matches) {
        return matcher.patterns().stream().anyMatch(pattern -> matches.test(pattern, text)) != matcher.negated();
    }
}
