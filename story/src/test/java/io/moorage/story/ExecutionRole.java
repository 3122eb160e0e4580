package io.moorage.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/**
 * The task execution IAM role of the stories (ECS developer guide, "Amazon ECS task execution IAM role"): containers' lines go to
 * CloudWatch Logs by it, secrets come from parameters, and environment files from S3.
 */
final class ExecutionRole {
    private static final String NAME = "story-exec";
    private static final String TRUST = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},\
        "Action":"sts:AssumeRole"}]}\
        """;
    private static final String POLICY = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*","Action":["ssm:GetParameters","s3:GetObject",\
        "logs:CreateLogGroup","logs:CreateLogStream","logs:PutLogEvents"]}]}\
        """;

    private ExecutionRole() {}

    /** Makes it, or finds it, and returns its ARN. */
    static String ensure(MoorageUnderTest moorage) throws IOException, InterruptedException {
        JsonNode there = moorage.aws("iam", "list-roles", "--query", "Roles[?RoleName=='" + NAME + "'].Arn");
        if (!there.isEmpty()) {
            return there.path(0).asText();
        }
        String arn = moorage.aws("iam", "create-role", "--role-name", NAME, "--assume-role-policy-document", TRUST)
                .at("/Role/Arn")
                .asText();
        moorage.aws(
                "iam", "put-role-policy", "--role-name", NAME, "--policy-name", "agent", "--policy-document", POLICY);
        return arn;
    }
}
