package io.moorage.console.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsapi.AwsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WCAG 2.1, 3.3.3, "Error Suggestion": whoever is refused is told what to do. */
final class AdviceTest {
    /** Codes of EC2's "Error codes" page and of the services' API references. */
    @ParameterizedTest
    @CsvSource({
        "DependencyViolation,             still uses it",
        "FileSystemInUse,                 still uses it",
        "DeleteConflict,                  still uses it",
        "ClusterContainsTasksException,   still uses it",
        "InvalidGroup.InUse,              still uses it",
        "InvalidInstanceID.NotFound,      It is gone",
        "NoSuchEntity,                    It is gone",
        "ReplicationNotFound,             It is gone",
        "InvalidPermission.Duplicate,     one like it already",
        "EntityAlreadyExists,             one like it already",
        "MountTargetConflict,             one like it already",
        "FileSystemLimitExceeded,         no room for one more",
        "ValidationError,                 Change what the message names",
        "InvalidParameterValue,           Change what the message names",
        "InvalidParameterException,       Change what the message names",
        "MalformedPolicyDocument,         Change what the message names",
        "IncorrectInstanceState,          in no state for this",
        "IncorrectFileSystemLifeCycleState, in no state for this",
        "InvalidChangeSetStatus,          in no state for this",
        "ScalingActivityInProgress,       Something else is changing it",
        "ConcurrentModification,          Something else is changing it",
        "ThrottlingException,             Wait a moment",
        "RequestLimitExceeded,            Wait a moment",
        "OperationNotPermitted,           Take off the protection",
        "UnsupportedOperation,            Moorage does not do this",
        "UnknownOperationException,       Moorage does not do this",
        "Whatever,                        try again",
    })
    void saysWhatToDo(String code, String words) {
        assertThat(Advice.sentence(new AwsException(code, 400, "m"))).contains(words);
    }

    /** ECS API reference, CreateService: the code is the one of any bad parameter, the message says what is wrong. */
    @Test
    void aNameThatIsTakenAsksForAnother() {
        assertThat(Advice.sentence(
                        new AwsException("InvalidParameterException", 400, "Creation of service was not idempotent.")))
                .contains("Choose another name");
    }

    /** Of three mount targets two may be made when the third is refused. */
    @ParameterizedTest
    @ValueSource(strings = {"MountTargetConflict", "ClientException", "SerializationException", "Whatever"})
    void claimsNotThatNothingWasChanged(String code) {
        assertThat(Advice.sentence(new AwsException(code, 400, "m"))).doesNotContain("othing was changed");
    }
}
