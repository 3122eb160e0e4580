package io.moorage.cloudformation.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.moorage.awsapi.Principal;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.TagRules;
import io.moorage.awsmodels.cloudformation.Parameter;
import io.moorage.awsmodels.cloudformation.RollbackConfiguration;
import io.moorage.awsmodels.cloudformation.Tag;
import io.moorage.cloudformation.engine.Exports;
import io.moorage.cloudformation.engine.Goal;
import io.moorage.cloudformation.engine.SignalTimeouts;
import io.moorage.cloudformation.template.InvalidTemplateException;
import io.moorage.cloudformation.template.ParameterValues;
import io.moorage.cloudformation.template.Template;
import io.moorage.cloudformation.template.TemplateText;
import io.moorage.model.cloudformation.Definition;
import io.moorage.model.cloudformation.Stack;
import io.moorage.store.ReadView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes definitions of stacks from what requests say, or refuses them before anything is made. */
final class Definitions {
    private static final int MAX_TAGS = 50;
    private static final int LONGEST_TAG_KEY = 128;
    private static final int LONGEST_TAG_VALUE = 256;
    private static final TagRules TAGS = new TagRules(
            MAX_TAGS,
            key -> Errors.validation("aws: prefixed tag key names are not allowed for external use."),
            key -> Errors.validation("Duplicate tag key: " + key),
            () -> Errors.validation("At most " + MAX_TAGS + " tags may be given."));

    private final Cfn cfn;

    Definitions(Cfn cfn) {
        this.cfn = cfn;
    }

    /** A template with the text it was read from. */
    record Read(Template template, String body) {}

    Read template(@Nullable String body, @Nullable String url, Optional<String> previous) {
        if (url != null && body != null) {
            throw Errors.validation("Template URL and Template Body cannot be specified together.");
        }
        String text = body != null
                ? body
                : url != null
                        ? cfn.source().read(url)
                        : previous.orElseThrow(
                                () -> Errors.validation("Either Template URL or Template Body must be specified."));
        try {
            if (body != null) {
                TemplateText.checkBody(body);
            }
            return new Read(cfn.templates().read(text), text);
        } catch (InvalidTemplateException e) {
            throw Errors.validation(String.valueOf(e.getMessage()));
        }
    }

    Definition of(Given given, RequestContext context) {
        if (given.usePreviousTemplate() && (given.templateBody() != null || given.templateUrl() != null)) {
            throw Errors.validation("Template cannot be specified together with UsePreviousTemplate.");
        }
        Read read = template(
                given.templateBody(),
                given.templateUrl(),
                given.usePreviousTemplate() ? given.previous().map(Definition::templateBody) : Optional.empty());
        Capabilities.require(read.template(), cfn.types(), given.capabilities());
        refuseOtherTypes(read.template(), given.resourceTypes());
        Map<String, String> tags = given.hasTags()
                ? tags(given.tags())
                : given.previous().map(Definition::tags).orElse(Map.of());
        return new Definition(
                read.body(),
                parameters(read.template(), given, context.principal()),
                tags,
                given.capabilities(),
                Optional.ofNullable(given.roleArn()).or(() -> given.previous().flatMap(Definition::roleArn)),
                given.hasNotificationArns()
                        ? given.notificationArns()
                        : given.previous().map(Definition::notificationArns).orElse(List.of()),
                Optional.ofNullable(given.timeoutMinutes()),
                given.disableRollback(),
                given.retainExceptOnCreate());
    }

    /** What every request may ask for, and nobody gets. */
    static void refuseUnsupported(List<String> notificationArns, @Nullable RollbackConfiguration rollback) {
        if (!notificationArns.isEmpty()) {
            throw Errors.unsupported("Notifying SNS topics of stack events (NotificationARNs)");
        }
        if (rollback != null && !rollback.rollbackTriggers().isEmpty()) {
            throw Errors.unsupported("Rolling back on alarms (RollbackTriggers)");
        }
    }

    private static void refuseOtherTypes(Template template, List<String> allowed) {
        if (allowed.isEmpty()) {
            return;
        }
        List<String> others = template.resources().values().stream()
                .map(each -> each.type())
                .filter(type -> allowed.stream()
                        .noneMatch(pattern -> pattern.endsWith("*")
                                ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                                : pattern.equals(type)))
                .distinct()
                .sorted()
                .toList();
        if (!others.isEmpty()) {
            throw Errors.validation(
                    "Resource type " + others.getFirst() + " is not allowed by parameter ResourceTypes " + allowed);
        }
    }

    private List<Definition.Parameter> parameters(Template template, Given given, Principal caller) {
        Map<String, String> old = new LinkedHashMap<>();
        given.previous()
                .ifPresent(definition -> definition.parameters().forEach(each -> old.put(each.name(), each.value())));
        Map<String, String> texts = new LinkedHashMap<>();
        for (Parameter each : given.parameters()) {
            String name = each.parameterKey() == null ? "" : each.parameterKey();
            if (Boolean.TRUE.equals(each.usePreviousValue())) {
                if (each.parameterValue() != null) {
                    throw Errors.validation("Invalid input for parameter key " + name
                            + ". Cannot specify usePreviousValue as true and non empty value for a parameter");
                }
                String kept = old.get(name);
                if (kept == null) {
                    throw Errors.validation(
                            "Invalid input for parameter key " + name
                                    + ". Cannot specify usePreviousValue as true for a parameter key not in the previous template");
                }
                texts.put(name, kept);
            } else if (each.parameterValue() == null) {
                throw Errors.validation("Invalid input for parameter key " + name
                        + ". Need to specify either usePreviousValue as true or a value for the parameter");
            } else {
                texts.put(name, each.parameterValue());
            }
        }
        try {
            Map<String, JsonNode> values = ParameterValues.of(template, texts, new AccountParameters(cfn, caller));
            List<Definition.Parameter> parameters = new ArrayList<>();
            template.parameters().values().forEach(each -> {
                JsonNode value = values.getOrDefault(each.name(), JsonNodeFactory.instance.textNode(""));
                String text =
                        texts.getOrDefault(each.name(), each.defaultValue().orElse(""));
                parameters.add(new Definition.Parameter(each.name(), text, text(value)));
            });
            return parameters;
        } catch (InvalidTemplateException e) {
            throw Errors.validation(String.valueOf(e.getMessage()));
        }
    }

    private static String text(JsonNode value) {
        if (!value.isArray()) {
            return value.asText();
        }
        List<String> elements = new ArrayList<>();
        value.forEach(each -> elements.add(each.asText()));
        return String.join(",", elements);
    }

    static Map<String, String> tags(List<Tag> given) {
        return TAGS.read(given, Definitions::tagKey, Tag::value, false);
    }

    private static String tagKey(Tag tag) {
        if (tag.key().length() > LONGEST_TAG_KEY || tag.value().length() > LONGEST_TAG_VALUE) {
            throw Errors.validation("Tag keys have at most " + LONGEST_TAG_KEY + " characters, values at most "
                    + LONGEST_TAG_VALUE + ".");
        }
        return tag.key();
    }

    /** What can be worked out before there is any resource is worked out: conditions, and policies of signals. */
    void check(ReadView view, Stack stack, Definition definition) {
        try {
            Template template = cfn.templates().read(definition.templateBody());
            Goal goal = new Goal(template, stack, definition, cfn.account(), new Exports(view), id -> null);
            if (goal.order().isEmpty()) {
                throw new InvalidTemplateException(
                        "Template format error: At least one Resources member must be defined.");
            }
            SignalTimeouts.check(template);
        } catch (InvalidTemplateException e) {
            throw Errors.validation(String.valueOf(e.getMessage()));
        }
    }
}
