package io.moorage.server;

import io.moorage.ecs.agent.TaskCredentials;
import io.moorage.iam.credential.InstanceCredentials;
import java.util.Optional;

/** Task roles' credentials, as IAM issues them. */
record IamTaskCredentials(InstanceCredentials iam) implements TaskCredentials {
    @Override
    public boolean assumable(String roleArn) {
        return iam.trustsTasks(roleArn);
    }

    @Override
    public Optional<Issued> assume(String roleArn, String sessionName) {
        return iam.forTask(roleArn, sessionName)
                .map(keys ->
                        new Issued(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken(), keys.expiration()));
    }
}
