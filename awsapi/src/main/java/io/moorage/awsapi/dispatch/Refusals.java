package io.moorage.awsapi.dispatch;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.validation.Violation;
import io.moorage.awsmodels.ServiceMetadata;
import java.util.List;
import java.util.Set;

/** The codes and words with which a family of services refuses what is wrong with any request of theirs. */
interface Refusals extends RequestRefusals {
    /** Services that speak JSON and call what is invalid a {@code ValidationException}. */
    Set<String> VALIDATING = Set.of("ssm", "applicationautoscaling");

    /** @param violations at least one */
    AwsException invalid(List<Violation> violations);

    /** An operation AWS does not have. */
    AwsException unknownOperation(String name);

    /** Operations of an API version that AWS does not have, or Moorage has not. */
    AwsException wrongVersion(ServiceMetadata service, String name, String version);

    /** Operations that are called by POST, asked for otherwise. */
    AwsException wrongMethod(String method);

    /** An operation AWS has and Moorage has not. */
    AwsException notImplemented(ServiceMetadata service, String name);

    /** Those of the service that is signed for under this name; JSON's for one that is unknown. */
    static Refusals ofSigningName(String signingName) {
        return Services.ALL.stream()
                .map(Services.Service::metadata)
                .filter(service -> service.signingName().equals(signingName))
                .findFirst()
                .map(Refusals::of)
                .orElse(CoralRefusals.JSON);
    }

    static Refusals of(ServiceMetadata service) {
        return switch (service.protocol()) {
            case JSON -> VALIDATING.contains(service.name()) ? CoralRefusals.SSM : CoralRefusals.JSON;
            case REST_JSON -> CoralRefusals.REST_JSON;
            case QUERY -> CoralRefusals.QUERY;
            case EC2 -> new Ec2Refusals();
            case SMITHY_RPC_V2_CBOR -> CoralRefusals.JSON;
        };
    }
}
