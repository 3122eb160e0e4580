package io.moorage.ssm.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ssm.ParameterTier;
import io.moorage.awsmodels.ssm.ParameterType;
import io.moorage.awsmodels.ssm.PutParameterRequest;
import io.moorage.awsmodels.ssm.PutParameterResult;
import io.moorage.awsmodels.ssm.SsmOperations;
import io.moorage.base.BoundedText;
import io.moorage.model.ssm.Parameter;
import io.moorage.store.SsmTables;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Makes a parameter, or changes one when it is to be overwritten. */
final class PutParameter implements Action<PutParameterRequest, PutParameterResult> {
    /** Systems Manager's quotas for standard parameters. */
    private static final int MOST = 10_000;

    private static final int LARGEST_BYTES = 4096;
    private static final int DEEPEST = 15;

    private final Parameters parameters;

    PutParameter(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public Operation<PutParameterRequest, PutParameterResult> operation() {
        return SsmOperations.PUT_PARAMETER;
    }

    @Override
    public List<String> resources(PutParameterRequest input, RequestContext context) {
        return List.of(Parameters.arn(context, input.name()));
    }

    @Override
    public Map<String, List<String>> conditions(PutParameterRequest input, RequestContext context) {
        Map<String, List<String>> conditions = new HashMap<>(ParameterShapes.requested(input.tags()));
        conditions.put("ssm:Overwrite", List.of(Boolean.toString(Boolean.TRUE.equals(input.overwrite()))));
        return conditions;
    }

    @Override
    public PutParameterResult handle(PutParameterRequest input, RequestContext context) {
        checkName(input.name());
        checkSupport(input);
        checkValue(input.value(), input.allowedPattern());
        boolean overwrite = Boolean.TRUE.equals(input.overwrite());
        if (overwrite && !input.tags().isEmpty()) {
            throw Refusal.validation("Invalid request: tags and overwrite can't be used together.");
        }
        return parameters.store().transact(tx -> {
            Optional<Parameter> present = tx.find(SsmTables.PARAMETERS, input.name());
            if (present.isPresent() && !overwrite) {
                throw new AwsException(
                        SsmOperations.ERROR_PARAMETER_ALREADY_EXISTS,
                        "The parameter already exists. To overwrite this value, set the overwrite option in the request to"
                                + " true.");
            }
            if (present.isEmpty() && tx.all(SsmTables.PARAMETERS).size() >= MOST) {
                throw new AwsException(
                        SsmOperations.ERROR_PARAMETER_LIMIT_EXCEEDED,
                        "There are " + MOST + " parameters already, which is the most.");
            }
            String type = Optional.ofNullable(input.type())
                    .or(() -> present.map(Parameter::type))
                    .orElseThrow(() -> Refusal.validation("A parameter type is required when you create a parameter."));
            if (present.filter(each -> !each.type().equals(type)).isPresent()) {
                throw Refusal.validation("The parameter's type cannot be changed; delete it and make it anew.");
            }
            Parameter wanted = wanted(input, type, context);
            Parameter put = present.map(each -> each.overwritten(wanted)).orElse(wanted);
            tx.put(SsmTables.PARAMETERS, put);
            return PutParameterResult.builder()
                    .version(put.version())
                    .tier(ParameterTier.STANDARD)
                    .build();
        });
    }

    private static Parameter wanted(PutParameterRequest input, String type, RequestContext context) {
        return new Parameter(
                input.name(),
                type,
                input.value(),
                1,
                context.now(),
                context.principal().arn(),
                Optional.ofNullable(input.description()),
                Optional.ofNullable(input.allowedPattern()),
                Objects.requireNonNullElse(input.dataType(), "text"),
                ParameterShapes.tagged(Map.of(), input.tags(), context));
    }

    private static void checkName(String name) {
        if (!name.matches("[A-Za-z0-9_.\\-/]+")) {
            throw Refusal.validation(
                    "Parameter name: can't be prefixed with \"ssm\" (case-insensitive), and consists of"
                            + " letters, digits, and the symbols .-_ and /, which separates the levels of a hierarchy.");
        }
        if (name.contains("/") && !name.startsWith("/")) {
            throw Refusal.validation("Parameter name must be a fully qualified name.");
        }
        if (name.matches("(?i)/?(aws|ssm).*")) {
            throw Refusal.validation("No access to reserved parameter name: " + name + ".");
        }
        if (name.chars().filter(each -> each == '/').count() > DEEPEST) {
            throw new AwsException(
                    SsmOperations.ERROR_HIERARCHY_LEVEL_LIMIT_EXCEEDED_EXCEPTION,
                    "A hierarchy can have a maximum of " + DEEPEST + " levels.");
        }
    }

    private static void checkSupport(PutParameterRequest input) {
        if (ParameterType.SECURE_STRING.equals(input.type()) || input.keyId() != null) {
            throw Refusal.unsupported("SecureString: there is no KMS to encrypt by");
        }
        if (input.policies() != null || ParameterTier.ADVANCED.equals(input.tier())) {
            throw Refusal.unsupported("advanced parameters and their policies");
        }
        if (input.dataType() != null && !List.of("text", "aws:ec2:image").contains(input.dataType())) {
            throw Refusal.unsupported("the data type " + input.dataType());
        }
    }

    private static void checkValue(String value, @Nullable String pattern) {
        if (value.isEmpty()) {
            throw Refusal.validation("A parameter's value must have at least one character.");
        }
        if (value.getBytes(StandardCharsets.UTF_8).length > LARGEST_BYTES) {
            throw Refusal.validation(
                    "Standard tier parameters support a maximum parameter value of " + LARGEST_BYTES + " characters.");
        }
        try {
            if (pattern != null
                    && !Pattern.compile(pattern).matcher(new BoundedText(value)).find()) {
                throw new AwsException(
                        SsmOperations.ERROR_PARAMETER_PATTERN_MISMATCH_EXCEPTION,
                        "Parameter value, cannot be validated against allowedPattern: " + pattern);
            }
        } catch (PatternSyntaxException | BoundedText.TooManyWaysException e) {
            throw new AwsException(
                    SsmOperations.ERROR_INVALID_ALLOWED_PATTERN_EXCEPTION,
                    "The allowedPattern is no regular expression.");
        }
    }
}
