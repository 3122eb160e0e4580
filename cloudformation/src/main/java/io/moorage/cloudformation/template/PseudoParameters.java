package io.moorage.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What CloudFormation itself knows of a stack (user guide, "Pseudo parameters"); {@code AWS::NoValue} is not a value. */
public record PseudoParameters(
        String accountId, String region, String stackName, String stackId, List<String> notificationArns) {
    static final String NO_VALUE = "AWS::NoValue";
    static final Set<String> NAMES = Set.of(
            "AWS::AccountId",
            "AWS::NotificationARNs",
            NO_VALUE,
            "AWS::Partition",
            "AWS::Region",
            "AWS::StackId",
            "AWS::StackName",
            "AWS::URLSuffix");

    Optional<JsonNode> value(String name) {
        return switch (name) {
            case "AWS::AccountId" -> text(accountId);
            case "AWS::Region" -> text(region);
            case "AWS::StackName" -> text(stackName);
            case "AWS::StackId" -> text(stackId);
            case "AWS::Partition" -> text("aws");
            case "AWS::URLSuffix" -> text("amazonaws.com");
            case "AWS::NotificationARNs" -> {
                ArrayNode arns = JsonNodeFactory.instance.arrayNode();
                notificationArns.forEach(arns::add);
                yield Optional.of(arns);
            }
            default -> Optional.empty();
        };
    }

    private static Optional<JsonNode> text(String value) {
        return Optional.of(JsonNodeFactory.instance.textNode(value));
    }
}
