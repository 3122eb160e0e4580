package io.moorage.ssm.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ssm.CreateActivationRequest;
import io.moorage.awsmodels.ssm.CreateActivationResult;
import io.moorage.awsmodels.ssm.SsmOperations;
import io.moorage.model.ssm.Activation;
import io.moorage.ssm.join.Secrets;
import io.moorage.store.SsmTables;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** {@code API_CreateActivation}: an id and a code by which machines outside EC2 register. */
final class CreateActivation implements Action<CreateActivationRequest, CreateActivationResult> {
    /** "If you don't specify an expiration date, the activation code expires in 24 hours." */
    private static final Duration BY_DEFAULT = Duration.ofHours(24);

    /** "not more than 30 days into the future than the time of creation". */
    private static final Duration LONGEST = Duration.ofDays(30);

    private static final int CODE_BYTES = 15;

    private final Activations activations;

    CreateActivation(Activations activations) {
        this.activations = activations;
    }

    @Override
    public Operation<CreateActivationRequest, CreateActivationResult> operation() {
        return SsmOperations.CREATE_ACTIVATION;
    }

    @Override
    public Map<String, List<String>> conditions(CreateActivationRequest input, RequestContext context) {
        return ParameterShapes.requested(input.tags());
    }

    @Override
    public List<Permission> furtherPermissions(CreateActivationRequest input, RequestContext context) {
        return List.of(new Permission(
                "iam:PassRole",
                List.of(Activations.roleArn(context, input.iamRole())),
                Map.of("iam:PassedToService", List.of("ssm.amazonaws.com"))));
    }

    @Override
    public CreateActivationResult handle(CreateActivationRequest input, RequestContext context) {
        if (!input.registrationMetadata().isEmpty()) {
            throw Refusal.unsupported("the member RegistrationMetadata, which is for internal use");
        }
        if (!activations.keys().usable(input.iamRole())) {
            throw Refusal.validation("Nonexistent role or missing ssm service principal in trust policy: "
                    + Activations.roleArn(context, input.iamRole()));
        }
        Instant expires =
                Objects.requireNonNullElse(input.expirationDate(), context.now().plus(BY_DEFAULT));
        if (!expires.isAfter(context.now()) || expires.isAfter(context.now().plus(LONGEST))) {
            throw Refusal.validation(
                    "ExpirationDate must be in the future, and not more than 30 days after the creation.");
        }
        String code = Secrets.draw(activations.random(), CODE_BYTES);
        Activation made = new Activation(
                uuid(activations.random()),
                Secrets.hash(code),
                input.iamRole(),
                Optional.ofNullable(input.description()),
                Optional.ofNullable(input.defaultInstanceName()),
                Objects.requireNonNullElse(input.registrationLimit(), 1),
                0,
                expires,
                context.now(),
                ParameterShapes.tagged(Map.of(), input.tags(), context));
        activations.store().transact(tx -> {
            tx.insert(SsmTables.ACTIVATIONS, made);
            return made;
        });
        return CreateActivationResult.builder()
                .activationId(made.id())
                .activationCode(code)
                .build();
    }

    private static String uuid(RandomGenerator random) {
        byte[] drawn = new byte[Long.BYTES * 2];
        random.nextBytes(drawn);
        return UUID.nameUUIDFromBytes(ByteBuffer.wrap(drawn).array()).toString();
    }
}
