package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.sts.AssumeRoleRequest;
import io.moorage.awsmodels.sts.AssumeRoleResponse;
import io.moorage.awsmodels.sts.AssumedRoleUser;
import io.moorage.awsmodels.sts.StsOperations;
import io.moorage.iam.credential.RoleSessions;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Issues temporary keys of a role to a caller whom its trust policy names. */
final class AssumeRole implements Action<AssumeRoleRequest, AssumeRoleResponse> {
    private static final Pattern ROLE_ARN = Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[!-~]+");

    private final RoleSessions sessions;

    AssumeRole(RoleSessions sessions) {
        this.sessions = sessions;
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
        refuseWhatIsNotDone(input);
        if (!ROLE_ARN.matcher(input.roleArn()).matches()) {
            throw Refusal.validation(input.roleArn() + " is invalid");
        }
        Integer seconds = input.durationSeconds();
        RoleSessions.Assumed assumed = sessions.assume(
                context.principal(),
                new RoleSessions.Wish(
                        input.roleArn(),
                        input.roleSessionName(),
                        seconds == null ? Duration.ofHours(1) : Duration.ofSeconds(seconds),
                        Optional.ofNullable(input.externalId()),
                        context.sourceAddress()),
                context.now());
        return AssumeRoleResponse.builder()
                .credentials(Sessions.shape(assumed.credentials()))
                .assumedRoleUser(AssumedRoleUser.builder()
                        .assumedRoleId(assumed.principal().userId())
                        .arn(assumed.principal().arn())
                        .build())
                .build();
    }

    private static void refuseWhatIsNotDone(AssumeRoleRequest input) {
        if (input.policy() != null || !input.policyArns().isEmpty()) {
            throw Refusal.unsupported("session policies");
        }
        if (!input.tags().isEmpty() || input.sourceIdentity() != null) {
            throw Refusal.unsupported("session tags and source identities");
        }
        if (input.serialNumber() != null || input.tokenCode() != null) {
            throw Refusal.unsupported("MFA devices");
        }
    }
}
