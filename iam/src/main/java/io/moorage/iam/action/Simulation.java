package io.moorage.iam.action;

import io.moorage.awsmodels.iam.ContextEntry;
import io.moorage.awsmodels.iam.EvaluationResult;
import io.moorage.awsmodels.iam.PermissionsBoundaryDecisionDetail;
import io.moorage.awsmodels.iam.PolicyEvaluationDecisionType;
import io.moorage.awsmodels.iam.Position;
import io.moorage.awsmodels.iam.SimulatePolicyResponse;
import io.moorage.awsmodels.iam.Statement;
import io.moorage.base.Page;
import io.moorage.policy.AccessRequest;
import io.moorage.policy.HeldPolicies;
import io.moorage.policy.PolicyDocument;
import io.moorage.policy.PolicyEngine;
import io.moorage.policy.Statement.Effect;
import io.moorage.policy.StatementPositions;
import io.moorage.policy.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What policies say to actions that nobody takes (IAM user guide, "IAM policy testing with the IAM policy simulator"). */
final class Simulation {
    private static final Pattern ACTION = Pattern.compile("[a-z0-9-]+:[A-Za-z0-9]+");

    private final List<PolicySource> identity;
    private final Optional<List<PolicySource>> boundary;
    private final Optional<PolicySource> resource;
    private final Optional<String> caller;
    private final Map<String, List<String>> context;

    /**
     * @param boundary empty without one
     * @param caller whom the resource's policy is asked about
     */
    Simulation(
            List<PolicySource> identity,
            Optional<List<PolicySource>> boundary,
            Optional<PolicySource> resource,
            Optional<String> caller,
            List<ContextEntry> entries) {
        if (resource.isPresent() && caller.isEmpty()) {
            throw Refusal.invalidInput("CallerArn must be specified when a resource policy is included.");
        }
        this.identity = identity;
        this.boundary = boundary;
        this.resource = resource;
        this.caller = caller;
        this.context = new HashMap<>();
        for (ContextEntry entry : entries) {
            if (entry.contextKeyName() != null) {
                context.put(entry.contextKeyName(), entry.contextKeyValues());
            }
        }
    }

    /** One result for each action on each resource; without resources, on any. */
    List<EvaluationResult> run(List<String> actions, List<String> resources) {
        List<EvaluationResult> results = new ArrayList<>();
        for (String action : actions) {
            if (!ACTION.matcher(action).matches()) {
                throw Refusal.invalidInput("Invalid Action: " + action);
            }
            for (String arn : resources.isEmpty() ? List.of("*") : resources) {
                results.add(result(action, arn));
            }
        }
        return results;
    }

    static SimulatePolicyResponse page(
            List<EvaluationResult> results, @Nullable String marker, @Nullable Integer maxItems) {
        List<Integer> numbers = IntStream.range(0, results.size()).boxed().toList();
        Page<Integer> page = Lookup.page(numbers, number -> "%06d".formatted(number), marker, maxItems);
        return SimulatePolicyResponse.builder()
                .evaluationResults(page.map(results::get).items())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }

    private EvaluationResult result(String action, String arn) {
        List<String> names = caller.map(List::of).orElse(List.of());
        AccessRequest request = new AccessRequest(names, action, arn, context);
        HeldPolicies held =
                new HeldPolicies(documents(identity), boundary.map(Simulation::documents), Optional.empty());
        Verdict byResource = PolicyEngine.evaluate(documents(resource.stream().toList()), request);
        HeldPolicies.Ruling ruling = byResource instanceof Verdict.ExplicitDeny
                ? new HeldPolicies.Refused(HeldPolicies.Layer.IDENTITY, true)
                : held.judge(request, byResource, byResource);
        List<PolicySource> all = new ArrayList<>(identity);
        boundary.ifPresent(all::addAll);
        resource.ifPresent(all::add);
        return EvaluationResult.builder()
                .evalActionName(action)
                .evalResourceName(arn)
                .evalDecision(decision(ruling))
                .matchedStatements(matched(all, request, ruling))
                .missingContextValues(missing(all))
                .permissionsBoundaryDecisionDetail(boundary.map(limit -> PermissionsBoundaryDecisionDetail.builder()
                                .allowedByPermissionsBoundary(
                                        held.withinLimits(request) instanceof HeldPolicies.Granted)
                                .build())
                        .orElse(null))
                .build();
    }

    private static String decision(HeldPolicies.Ruling ruling) {
        return switch (ruling) {
            case HeldPolicies.Granted granted -> PolicyEvaluationDecisionType.ALLOWED;
            case HeldPolicies.Refused refused ->
                refused.explicit()
                        ? PolicyEvaluationDecisionType.EXPLICIT_DENY
                        : PolicyEvaluationDecisionType.IMPLICIT_DENY;
        };
    }

    /** Those that made the decision: the denying ones where one denies, the allowing ones else. */
    private static List<Statement> matched(
            List<PolicySource> sources, AccessRequest request, HeldPolicies.Ruling ruling) {
        boolean denied = ruling instanceof HeldPolicies.Refused refused && refused.explicit();
        Effect wanted = denied ? Effect.DENY : Effect.ALLOW;
        List<Statement> matched = new ArrayList<>();
        for (PolicySource source : sources) {
            List<StatementPositions.Span> spans = new StatementPositions().of(source.text());
            for (io.moorage.policy.Statement each : PolicyEngine.matching(source.document(), request)) {
                if (each.effect() == wanted) {
                    matched.add(shape(
                            source, spans.get(source.document().statements().indexOf(each))));
                }
            }
        }
        return matched;
    }

    private static Statement shape(PolicySource source, StatementPositions.Span span) {
        return Statement.builder()
                .sourcePolicyId(source.id())
                .sourcePolicyType(source.type())
                .startPosition(position(span.startLine(), span.startColumn()))
                .endPosition(position(span.endLine(), span.endColumn()))
                .build();
    }

    private static Position position(int line, int column) {
        return Position.builder().line(line).column(column).build();
    }

    private List<String> missing(List<PolicySource> sources) {
        return PolicySource.keys(sources).stream()
                .filter(key -> context.keySet().stream().noneMatch(key::equalsIgnoreCase))
                .toList();
    }

    private static List<PolicyDocument> documents(List<PolicySource> sources) {
        return sources.stream().map(PolicySource::document).toList();
    }
}
