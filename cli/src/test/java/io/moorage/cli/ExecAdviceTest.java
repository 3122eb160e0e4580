package io.moorage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ./moorage exec} says what ECS said, and what to do (API_ExecuteCommand, "Errors"). */
class ExecAdviceTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"__type":"InvalidParameterException","message":"The execute command failed because execute command was not enabled when the task was run."} | ExecuteCommand: The execute command failed because execute command was not enabled when the task was run. (InvalidParameterException) | --enable-execute-command
            {"__type":"InvalidParameterException","message":"The referenced task was not found."} | ExecuteCommand: The referenced task was not found. (InvalidParameterException) | ecs list-tasks --cluster default
            {"__type":"InvalidParameterException","message":"The container must be specified when the task has several containers."} | several containers. (InvalidParameterException) | -c; see: ./moorage aws ecs describe-tasks --cluster default --tasks t-1
            {"__type":"ClusterNotFoundException","message":"Cluster not found."} | ExecuteCommand: Cluster not found. (ClusterNotFoundException) | --cluster
            {"__type":"TargetNotConnectedException","message":"The execute command failed due to an internal error. Try again later."} | (TargetNotConnectedException) | Moorage's own agent
            {"__type":"com.amazonaws#AccessDeniedException","Message":"User: u is not authorized"} | ExecuteCommand: User: u is not authorized (AccessDeniedException) | allowed ecs:ExecuteCommand
            no JSON | ExecuteCommand: no JSON | ./moorage logs
            """)
    void aRefusalIsWhatEcsSaidAndWhatToDo(String body, String said, String todo) {
        assertThat(ExecAdvice.about(Refused.of("ExecuteCommand", body), "default", "t-1"))
                .hasMessageContaining(said)
                .hasMessageContaining(todo)
                .message()
                .doesNotContain("__type");
    }
}
