package io.moorage.ecs;

import io.moorage.awsapi.Principal;

/** ECS's own role, in whose name it calls other services ("Using service-linked roles for Amazon ECS"). */
public final class ServiceRole {
    public static final String SESSION = "ecs-service-scheduler";

    public static Principal principal(String account) {
        return new Principal(
                Principal.Kind.SERVICE,
                account,
                "arn:aws:sts::" + account + ":assumed-role/AWSServiceRoleForECS/" + SESSION,
                SESSION,
                "arn:aws:iam::" + account + ":role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS");
    }

    private ServiceRole() {}
}
