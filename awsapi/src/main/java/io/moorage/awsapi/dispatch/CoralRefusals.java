package io.moorage.awsapi.dispatch;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.auth.SignatureException;
import io.moorage.awsapi.auth.SignatureException.Reason;
import io.moorage.awsapi.validation.Violation;
import io.moorage.awsmodels.ServiceMetadata;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How ECS and Systems Manager (json), EFS (rest-json), IAM, STS, CloudWatch and SNS (query) refuse: one wording, four sets of codes (each service's API
 * reference, "Common Errors").
 */
final class CoralRefusals implements Refusals {
    static final Refusals JSON = new CoralRefusals(Codes.json());
    static final Refusals SSM = new CoralRefusals(Codes.ssm());
    static final Refusals REST_JSON = new CoralRefusals(Codes.restJson());
    static final Refusals QUERY = new CoralRefusals(Codes.query());

    private final Codes codes;

    private CoralRefusals(Codes codes) {
        this.codes = codes;
    }

    private record Code(String name, int status) {
        AwsException with(String message) {
            return new AwsException(name, status, message);
        }
    }

    private record Codes(
            Map<Reason, Code> signature,
            Code denied,
            boolean namesAnyResource,
            Code invalid,
            Code unknownOperation,
            Code notImplemented,
            Code tooLarge,
            Code internal) {

        static Codes json() {
            return new Codes(
                    signatures("Exception", "UnrecognizedClient", "InvalidSignature", 400),
                    new Code("AccessDeniedException", 400),
                    true,
                    new Code("InvalidParameterException", 400),
                    new Code("UnknownOperationException", 400),
                    new Code("UnsupportedOperationException", 400),
                    new Code("RequestEntityTooLargeException", 413),
                    new Code("ServerException", 500));
        }

        static Codes ssm() {
            return new Codes(
                    signatures("Exception", "UnrecognizedClient", "InvalidSignature", 400),
                    new Code("AccessDeniedException", 400),
                    true,
                    new Code("ValidationException", 400),
                    new Code("UnknownOperationException", 400),
                    new Code("UnsupportedOperationException", 400),
                    new Code("RequestEntityTooLargeException", 413),
                    new Code("InternalServerError", 500));
        }

        static Codes restJson() {
            return new Codes(
                    signatures("Exception", "UnrecognizedClient", "InvalidSignature", 403),
                    new Code("AccessDeniedException", 403),
                    false,
                    new Code("ValidationException", 400),
                    new Code("UnknownOperationException", 404),
                    new Code("UnsupportedOperationException", 400),
                    new Code("RequestEntityTooLargeException", 413),
                    new Code("InternalServerError", 500));
        }

        static Codes query() {
            return new Codes(
                    signatures("", "InvalidClientTokenId", "SignatureDoesNotMatch", 403),
                    new Code("AccessDenied", 403),
                    false,
                    new Code("ValidationError", 400),
                    new Code("InvalidAction", 400),
                    new Code("UnsupportedOperation", 400),
                    new Code("RequestEntityTooLarge", 413),
                    new Code("InternalFailure", 500));
        }

        private static Map<Reason, Code> signatures(String suffix, String unknownKey, String mismatch, int status) {
            Map<Reason, Code> codes = new EnumMap<>(Reason.class);
            codes.put(Reason.MISSING, new Code("MissingAuthenticationToken" + suffix, status));
            codes.put(Reason.INCOMPLETE, new Code("IncompleteSignature" + suffix, status));
            codes.put(Reason.UNKNOWN_KEY, new Code(unknownKey + suffix, status));
            codes.put(Reason.EXPIRED_TOKEN, new Code("ExpiredToken" + suffix, status));
            codes.put(Reason.OUT_OF_TIME, new Code(mismatch + suffix, status));
            codes.put(Reason.MISMATCH, new Code(mismatch + suffix, status));
            return codes;
        }

        Code of(Reason reason) {
            Code code = signature.get(reason);
            if (code == null) {
                throw new IllegalStateException("no code for " + reason);
            }
            return code;
        }
    }

    @Override
    public AwsException signature(SignatureException problem) {
        return codes.of(problem.reason()).with(problem.getMessage());
    }

    @Override
    public AwsException denied(String sentence, Optional<String> encoded) {
        return codes.denied().with(sentence);
    }

    @Override
    public boolean namesAnyResource() {
        return codes.namesAnyResource();
    }

    @Override
    public AwsException invalid(List<Violation> violations) {
        String head = violations.size() == 1
                ? "1 validation error detected: "
                : violations.size() + " validation errors detected: ";
        return codes.invalid()
                .with(violations.stream().map(CoralRefusals::sentence).collect(Collectors.joining("; ", head, "")));
    }

    private static String sentence(Violation violation) {
        String value = violation.value() != null
                ? "Value '" + violation.value() + "'"
                : violation.constraint() instanceof Violation.Required ? "Value null" : "Value";
        return value + " at '" + violation.path() + "' failed to satisfy constraint: Member must "
                + words(violation.constraint());
    }

    private static String words(Violation.Constraint constraint) {
        return switch (constraint) {
            case Violation.Required ignored -> "not be null";
            case Violation.Least least ->
                "have " + (least.ofLength() ? "length" : "value") + " greater than or equal to " + least.bound();
            case Violation.Greatest greatest ->
                "have " + (greatest.ofLength() ? "length" : "value") + " less than or equal to " + greatest.bound();
            case Violation.Matching matching -> "satisfy regular expression pattern: " + matching.pattern();
            case Violation.OneOf oneOf -> "satisfy enum value set: " + oneOf.values();
        };
    }

    @Override
    public AwsException unknownOperation(String name) {
        return codes.unknownOperation().with("Could not find operation " + name);
    }

    @Override
    public AwsException wrongVersion(ServiceMetadata service, String name, String version) {
        return codes.unknownOperation()
                .with("Could not find operation " + name + " for version " + version + ". "
                        + NotImplemented.otherVersions(service));
    }

    @Override
    public AwsException wrongMethod(String method) {
        return codes.unknownOperation().with("Operations are called by POST, not by " + method);
    }

    @Override
    public AwsException notImplemented(ServiceMetadata service, String name) {
        return codes.notImplemented().with(NotImplemented.sentence(service, name));
    }

    @Override
    public AwsException tooLarge(long limit) {
        return codes.tooLarge().with("The request is larger than " + limit + " bytes.");
    }

    @Override
    public AwsException internal(String requestId) {
        return codes.internal().with("An internal error occurred; see the log for request " + requestId + ".");
    }
}
