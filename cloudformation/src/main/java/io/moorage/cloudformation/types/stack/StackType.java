package io.moorage.cloudformation.types.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.CreateStackInput;
import io.moorage.awsmodels.cloudformation.DeleteStackInput;
import io.moorage.awsmodels.cloudformation.DescribeStacksInput;
import io.moorage.awsmodels.cloudformation.Output;
import io.moorage.awsmodels.cloudformation.Parameter;
import io.moorage.awsmodels.cloudformation.Stack;
import io.moorage.awsmodels.cloudformation.Tag;
import io.moorage.awsmodels.cloudformation.UpdateStackInput;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.InvalidPropertyException;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Schema.Update;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** {@code AWS::CloudFormation::Stack}: a nested stack, of the template at a URL. */
public final class StackType implements ResourceType {
    private static final int LONGEST_NAME = 128;
    private static final Duration LONGEST_WORK = Duration.ofHours(12);
    private static final String DELETING = "deleting";
    private static final String OUTPUTS = "Outputs.";

    private static final Schema SCHEMA = Schema.of("AWS::CloudFormation::Stack", CreateStackInput.SHAPE)
            .inPlace("TemplateURL", "NotificationARNs", "TimeoutInMinutes")
            .property("Parameters", null, Update.IN_PLACE)
            .required("TemplateURL")
            .followed()
            .tags("Tags")
            .attributes(OUTPUTS + "*")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** The token makes it one stack, however often it is called. */
    @Override
    public String create(Wanted wanted, Aws aws) {
        return Aws.answered(aws.call(
                        CloudformationOperations.CREATE_STACK,
                        CreateStackInput.builder()
                                .stackName(wanted.generatedName(LONGEST_NAME))
                                .templateURL(wanted.text("TemplateURL"))
                                .parameters(parameters(wanted))
                                .notificationARNs(wanted.texts("NotificationARNs"))
                                .timeoutInMinutes(
                                        wanted.number("TimeoutInMinutes").orElse(null))
                                .capabilities(wanted.capabilities())
                                .tags(tags(wanted.allTags()))
                                .clientRequestToken(wanted.token())
                                .build())
                .stackId());
    }

    private static List<Parameter> parameters(Wanted wanted) {
        return wanted.properties().path("Parameters").properties().stream()
                .map(each -> Parameter.builder()
                        .parameterKey(each.getKey())
                        .parameterValue(text(each.getValue()))
                        .build())
                .toList();
    }

    private static String text(JsonNode value) {
        StringBuilder texts = new StringBuilder(value.isArray() ? "" : value.asText());
        value.forEach(each -> texts.append(texts.isEmpty() ? "" : ",").append(each.asText()));
        return texts.toString();
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(each -> new Tag(each.getKey(), each.getValue()))
                .toList();
    }

    @Override
    public Progress settle(String id, Wanted wanted, Aws aws) {
        return complete(id, "CREATE_COMPLETE", "created", aws);
    }

    private static Progress complete(String id, String status, String done, Aws aws) {
        Stack stack = require(id, aws);
        String now = String.valueOf(stack.stackStatus());
        if (now.equals(status) || now.equals(status + "_CLEANUP_IN_PROGRESS")) {
            return Progress.DONE;
        }
        if (now.equals("CREATE_IN_PROGRESS") || now.equals("UPDATE_IN_PROGRESS") || now.startsWith("REVIEW")) {
            return new Progress.Waiting("the embedded stack " + id, Optional.of(LONGEST_WORK));
        }
        throw new InvalidPropertyException("Embedded stack " + id + " was not successfully " + done
                + ". Currently in " + now + " with reason: "
                + Objects.requireNonNullElse(stack.stackStatusReason(), ""));
    }

    private static Optional<Stack> find(String id, Aws aws) {
        return aws
                .call(
                        CloudformationOperations.DESCRIBE_STACKS,
                        DescribeStacksInput.builder().stackName(id).build())
                .stacks()
                .stream()
                .findFirst();
    }

    private static Stack require(String id, Aws aws) {
        return find(id, aws).orElseThrow(() -> new InvalidPropertyException("Embedded stack " + id + " is gone"));
    }

    /** Begun once, which the note says; without a note what is under way, of an update that is taken back, ends first. */
    @Override
    public Progress update(String id, Wanted before, Wanted after, Aws aws) {
        String towards = after.properties().toString() + after.stackTags();
        if (after.moment().note().filter(towards::equals).isPresent()) {
            return complete(id, "UPDATE_COMPLETE", "updated", aws);
        }
        if (String.valueOf(require(id, aws).stackStatus()).endsWith("_IN_PROGRESS")) {
            return new Progress.Waiting("the embedded stack " + id + " to rest", Optional.of(LONGEST_WORK));
        }
        try {
            aws.call(
                    CloudformationOperations.UPDATE_STACK,
                    UpdateStackInput.builder()
                            .stackName(id)
                            .templateURL(after.text("TemplateURL"))
                            .parameters(parameters(after))
                            .notificationARNs(after.texts("NotificationARNs"))
                            .capabilities(after.capabilities())
                            .tags(tags(after.tags()))
                            .build());
        } catch (AwsException e) {
            if (e.getMessage().contains("No updates are to be performed")) {
                return Progress.DONE;
            }
            throw e;
        }
        return new Progress.Step(towards, List.of());
    }

    @Override
    public Progress delete(String id, Wanted last, Aws aws) {
        String status =
                find(id, aws).map(each -> String.valueOf(each.stackStatus())).orElse("DELETE_COMPLETE");
        switch (status) {
            case "DELETE_COMPLETE" -> {
                return Progress.DONE;
            }
            case "DELETE_FAILED" -> {
                if (last.moment().note().equals(Optional.of(DELETING))) {
                    throw new InvalidPropertyException("Embedded stack " + id + " was not successfully deleted: "
                            + require(id, aws).stackStatusReason());
                }
            }
            default -> {}
        }
        if (last.moment().note().equals(Optional.of(DELETING))) {
            return waiting(id);
        }
        aws.call(
                CloudformationOperations.DELETE_STACK,
                DeleteStackInput.builder().stackName(id).build());
        return new Progress.Step(DELETING, List.of());
    }

    private static Progress waiting(String id) {
        return new Progress.Waiting("the embedded stack " + id + " to be deleted", Optional.of(LONGEST_WORK));
    }

    @Override
    public Map<String, JsonNode> attributes(String id, Wanted wanted, Aws aws) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (Output each : require(id, aws).outputs()) {
            values.put(OUTPUTS + each.outputKey(), Values.text(each.outputValue()));
        }
        return values;
    }
}
