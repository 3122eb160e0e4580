package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.sts.AssumeRoleRequest;
import io.moorage.awsmodels.sts.AssumeRoleResponse;
import io.moorage.awsmodels.sts.AssumedRoleUser;
import io.moorage.awsmodels.sts.StsOperations;
import io.moorage.iam.credential.RoleSessions;
import io.moorage.iam.credential.SessionWish;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Issues temporary keys of a role to a caller whom its trust policy names. */
final class AssumeRole implements Action<AssumeRoleRequest, AssumeRoleResponse> {
    private static final Pattern ROLE_ARN = Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[!-~]+");

    private final RoleSessions sessions;
    private final SessionPolicies policies;

    AssumeRole(RoleSessions sessions, SessionPolicies policies) {
        this.sessions = sessions;
        this.policies = policies;
    }

    @Override
    public Operation<AssumeRoleRequest, AssumeRoleResponse> operation() {
        return StsOperations.ASSUME_ROLE;
    }

    /** The trust policy decides, with the caller's own policies where it leaves that to them. */
    @Override
    public boolean needsPermission() {
        return false;
    }

    @Override
    public AssumeRoleResponse handle(AssumeRoleRequest input, RequestContext context) {
        Mfa.refuse(input.serialNumber(), input.tokenCode());
        if (!input.providedContexts().isEmpty()) {
            throw Refusal.unsupported("contexts of identity providers");
        }
        if (!ROLE_ARN.matcher(input.roleArn()).matches()) {
            throw Refusal.validation(input.roleArn() + " is invalid");
        }
        SessionWish wish = policies.wish(
                input.policy(), input.policyArns(), input.tags(), input.transitiveTagKeys(), input.sourceIdentity());
        Integer packed = SessionPolicies.packedSize(wish);
        Integer seconds = input.durationSeconds();
        RoleSessions.Assumed assumed = sessions.assume(
                context.principal(),
                new RoleSessions.Wish(
                        input.roleArn(),
                        input.roleSessionName(),
                        seconds == null ? Duration.ofHours(1) : Duration.ofSeconds(seconds),
                        Optional.ofNullable(input.externalId()),
                        context.sourceAddress(),
                        wish),
                context.now());
        return AssumeRoleResponse.builder()
                .packedPolicySize(packed)
                .sourceIdentity(assumed.principal().session().sourceIdentity().orElse(null))
                .credentials(Sessions.shape(assumed.credentials()))
                .assumedRoleUser(AssumedRoleUser.builder()
                        .assumedRoleId(assumed.principal().userId())
                        .arn(assumed.principal().arn())
                        .build())
                .build();
    }
}
