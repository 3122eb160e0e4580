package io.moorage.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** What a task definition needs for its containers' lines to be in CloudWatch Logs (ECS developer guide, "awslogs log driver"). */
final class TaskLogRole {
    static final String GROUP = "walk";
    private static final String NAME = "walk-exec";
    private static final String TRUST = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},\
        "Action":"sts:AssumeRole"}]}\
        """;
    private static final String POLICY = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*",\
        "Action":["logs:CreateLogGroup","logs:CreateLogStream","logs:PutLogEvents"]}]}\
        """;

    private TaskLogRole() {}

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
                "iam", "put-role-policy", "--role-name", NAME, "--policy-name", "logs", "--policy-document", POLICY);
        return arn;
    }
}
