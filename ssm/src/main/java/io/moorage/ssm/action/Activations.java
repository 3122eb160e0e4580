package io.moorage.ssm.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.ssm.join.MachineKeys;
import io.moorage.store.Store;
import java.util.random.RandomGenerator;

/**
 * What the actions about activations stand on.
 *
 * @param random a cryptographically strong one
 * @param keys IAM's word for roles
 */
record Activations(Store store, RandomGenerator random, MachineKeys keys) {
    static String roleArn(RequestContext context, String iamRole) {
        return "arn:aws:iam::" + context.accountId() + ":role/" + iamRole;
    }

    static String instanceArn(RequestContext context, String instanceId) {
        return "arn:aws:ssm:" + context.region() + ":" + context.accountId() + ":managed-instance/" + instanceId;
    }
}
