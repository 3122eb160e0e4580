package io.moorage.policy;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * All policies that an identity holds: those that grant, and those that what is granted must lie within (IAM user guide,
 * "Permissions boundaries for IAM entities", "Session policies").
 *
 * @param identity of the user with their groups, or of the role
 * @param boundary empty without one: then nothing is outside of it
 * @param session empty for a session without policies of its own
 */
public record HeldPolicies(
        List<PolicyDocument> identity,
        Optional<List<PolicyDocument>> boundary,
        Optional<List<PolicyDocument>> session) {
    public static final HeldPolicies NONE = new HeldPolicies(List.of(), Optional.empty(), Optional.empty());

    public HeldPolicies {
        identity = List.copyOf(identity);
        boundary = boundary.map(List::copyOf);
        session = session.map(List::copyOf);
    }

    /** Policies that grant, without limits. */
    public static HeldPolicies granting(List<PolicyDocument> identity) {
        return new HeldPolicies(identity, Optional.empty(), Optional.empty());
    }

    /** What kind of policies decided. */
    public enum Layer {
        IDENTITY,
        BOUNDARY,
        SESSION
    }

    /** What they all say together. */
    public sealed interface Ruling {}

    /** Granted, and within the limits. */
    public enum Granted implements Ruling {
        GRANTED
    }

    /** @param explicit by a Deny statement, which nothing outweighs */
    public record Refused(Layer by, boolean explicit) implements Ruling {}

    public Ruling judge(AccessRequest request) {
        return judge(policies -> PolicyEngine.evaluate(policies, request));
    }

    private Ruling judge(Function<List<PolicyDocument>, Verdict> by) {
        Verdict byIdentity = by.apply(identity);
        Ruling limit = withinLimits(by);
        if (byIdentity instanceof Verdict.ExplicitDeny) {
            return new Refused(Layer.IDENTITY, true);
        }
        if (limit instanceof Refused refused && refused.explicit()) {
            return limit;
        }
        return byIdentity instanceof Verdict.Allowed ? limit : new Refused(Layer.IDENTITY, false);
    }

    /**
     * As {@link #judge(AccessRequest)}, where the resource has a policy too. What that grants to the session itself is not
     * limited; what it grants to the role is (IAM user guide, "Evaluating identity-based policies with resource-based
     * policies").
     *
     * @param toSession what the resource's policy says to the caller by its own ARN
     * @param toEntity what it says to the user or role behind it
     */
    public Ruling judge(AccessRequest request, Verdict toSession, Verdict toEntity) {
        return judge(policies -> PolicyEngine.evaluate(policies, request), toSession, toEntity);
    }

    /** As that, of a request of which not all is known yet ({@link PolicyEngine#foresee}). */
    public Ruling foresee(AccessRequest request, Verdict toSession, Verdict toEntity) {
        return judge(policies -> PolicyEngine.foresee(policies, request), toSession, toEntity);
    }

    private Ruling judge(Function<List<PolicyDocument>, Verdict> by, Verdict toSession, Verdict toEntity) {
        Ruling own = judge(by);
        if (own instanceof Granted || (own instanceof Refused refused && refused.explicit())) {
            return own;
        }
        if (toSession instanceof Verdict.Allowed) {
            return withinLimits(by) instanceof Refused limit && limit.explicit() ? limit : Granted.GRANTED;
        }
        return toEntity instanceof Verdict.Allowed ? withinLimits(by) : own;
    }

    /** What the limits alone say to what something else grants. */
    public Ruling withinLimits(AccessRequest request) {
        return withinLimits(policies -> PolicyEngine.evaluate(policies, request));
    }

    private Ruling withinLimits(Function<List<PolicyDocument>, Verdict> by) {
        Ruling byBoundary = within(Layer.BOUNDARY, boundary, by);
        Ruling bySession = within(Layer.SESSION, session, by);
        boolean sessionDenies = bySession instanceof Refused refused && refused.explicit();
        boolean boundaryDenies = byBoundary instanceof Refused refused && refused.explicit();
        return byBoundary instanceof Refused && (boundaryDenies || !sessionDenies) ? byBoundary : bySession;
    }

    private static Ruling within(
            Layer layer, Optional<List<PolicyDocument>> limit, Function<List<PolicyDocument>, Verdict> by) {
        return limit.map(by)
                .map(verdict -> switch (verdict) {
                    case Verdict.Allowed allowed -> Granted.GRANTED;
                    case Verdict.ExplicitDeny denied -> new Refused(layer, true);
                    case Verdict.ImplicitDeny denied -> new Refused(layer, false);
                })
                .map(Ruling.class::cast)
                .orElse(Granted.GRANTED);
    }
}
