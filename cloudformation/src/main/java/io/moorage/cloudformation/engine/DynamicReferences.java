package io.moorage.cloudformation.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.ssm.GetParameterRequest;
import io.moorage.awsmodels.ssm.SsmOperations;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.InvalidPropertyException;
import io.moorage.cloudformation.resource.Wanted;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * References to parameters of Systems Manager in properties, {@code {{resolve:ssm:NAME:VERSION}}}: what stands there is looked up
 * when the resource is made or changed (user guide, "Using dynamic references to specify template values"). The template keeps
 * the reference, so a parameter that changed is taken up when the resource changes anyway.
 */
final class DynamicReferences {
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{resolve:([a-z-]+):([^{}]*)}}");

    private DynamicReferences() {}

    /** The same with what is referred to. */
    static Wanted in(Wanted wanted, Aws aws) {
        return REFERENCE.matcher(wanted.properties().toString()).find()
                ? wanted.with(resolved(wanted.properties(), aws))
                : wanted;
    }

    private static JsonNode resolved(JsonNode node, Aws aws) {
        if (node.isTextual()) {
            return JsonNodeFactory.instance.textNode(resolved(node.textValue(), aws));
        }
        if (node.isArray()) {
            ArrayNode elements = JsonNodeFactory.instance.arrayNode();
            node.forEach(each -> elements.add(resolved(each, aws)));
            return elements;
        }
        if (node.isObject()) {
            ObjectNode members = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(each -> members.set(each.getKey(), resolved(each.getValue(), aws)));
            return members;
        }
        return node;
    }

    private static String resolved(String text, Aws aws) {
        Matcher matcher = REFERENCE.matcher(text);
        var value = new StringBuilder();
        while (matcher.find()) {
            if (!matcher.group(1).equals("ssm")) {
                throw new InvalidPropertyException(
                        "Moorage does not support dynamic references to " + matcher.group(1) + ": " + matcher.group());
            }
            matcher.appendReplacement(value, Matcher.quoteReplacement(parameter(matcher.group(2), aws)));
        }
        return matcher.appendTail(value).toString();
    }

    private static String parameter(String name, Aws aws) {
        try {
            return Aws.answered(Aws.answered(aws.call(
                                    SsmOperations.GET_PARAMETER,
                                    GetParameterRequest.builder().name(name).build())
                            .parameter())
                    .value());
        } catch (AwsException e) {
            if (e.code().equals("ParameterNotFound") || e.code().equals("ParameterVersionNotFound")) {
                throw new InvalidPropertyException("Parameters: [ssm:" + name + "] cannot be found.");
            }
            throw e;
        }
    }
}
