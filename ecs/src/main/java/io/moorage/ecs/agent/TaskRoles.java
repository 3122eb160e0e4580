package io.moorage.ecs.agent;

import io.moorage.agentwire.acs.RoleCredentials;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskDefinition;
import java.util.Optional;

/** The credentials of a task's two roles: its application's, and the one by which its agent acts for it. */
final class TaskRoles {
    private final TaskCredentials credentials;

    TaskRoles(TaskCredentials credentials) {
        this.credentials = credentials;
    }

    /**
     * Fresh credentials.
     *
     * @param refused the role that could not be assumed; empty when none was refused
     */
    record Issued(Optional<RoleCredentials> task, Optional<RoleCredentials> execution, Optional<String> refused) {}

    Issued issue(Task task, TaskDefinition definition) {
        Optional<String> role = task.overrides().taskRoleArn().or(definition::taskRoleArn);
        Optional<String> executionRole = task.overrides().executionRoleArn().or(definition::executionRoleArn);
        Optional<RoleCredentials> own = role.flatMap(arn -> assume(arn, task, task.credentialsId()));
        Optional<RoleCredentials> execution =
                executionRole.flatMap(arn -> assume(arn, task, task.executionCredentialsId()));
        Optional<String> refused =
                role.filter(any -> own.isEmpty()).or(() -> executionRole.filter(any -> execution.isEmpty()));
        return new Issued(own, execution, refused);
    }

    private Optional<RoleCredentials> assume(String roleArn, Task task, String credentialsId) {
        return credentials
                .assume(roleArn, task.id())
                .map(issued -> new RoleCredentials(
                        credentialsId,
                        roleArn,
                        issued.accessKeyId(),
                        issued.secretAccessKey(),
                        issued.sessionToken(),
                        issued.expiration().toString()));
    }
}
