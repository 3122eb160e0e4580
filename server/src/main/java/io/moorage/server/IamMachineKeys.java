package io.moorage.server;

import io.moorage.iam.credential.InstanceCredentials;
import io.moorage.ssm.join.MachineKeys;
import java.util.Optional;

/** Keys of machines outside EC2, as IAM issues them. */
record IamMachineKeys(InstanceCredentials iam) implements MachineKeys {
    @Override
    public boolean usable(String iamRole) {
        return iam.trustsManagedInstances(iamRole);
    }

    @Override
    public Optional<Keys> issue(String iamRole, String instanceId) {
        return iam.forManagedInstance(iamRole, instanceId)
                .map(keys ->
                        new Keys(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken(), keys.expiration()));
    }
}
