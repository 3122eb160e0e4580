package io.moorage.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.moorage.model.ec2.Cidr;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Functions of texts and lists; their operands are worked out already. */
final class TextFunctions {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_BLOCKS = 256;

    private TextFunctions() {}

    static String join(JsonNode operand) throws InvalidTemplateException {
        if (operand.size() != 2
                || !operand.get(0).isTextual()
                || !operand.get(1).isArray()) {
            throw InvalidTemplateException.meaning(
                    "every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined or a"
                            + " function that returns a list of strings (such as Fn::GetAZs) to be joined.");
        }
        List<String> parts = new ArrayList<>();
        for (JsonNode each : operand.get(1)) {
            parts.add(Evaluator.text("Fn::Join", each));
        }
        return String.join(operand.get(0).textValue(), parts);
    }

    static ArrayNode split(JsonNode operand) throws InvalidTemplateException {
        if (operand.size() != 2
                || operand.get(0).asText().isEmpty()
                || !operand.get(1).isValueNode()) {
            throw InvalidTemplateException.meaning(
                    "every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to be split or a function"
                            + " that returns a string to be split.");
        }
        ArrayNode parts = NODES.arrayNode();
        for (String each :
                operand.get(1).asText().split(Pattern.quote(operand.get(0).asText()), -1)) {
            parts.add(each);
        }
        return parts;
    }

    static JsonNode select(JsonNode operand) throws InvalidTemplateException {
        if (operand.size() != 2
                || !operand.get(1).isArray()
                || !operand.get(0).asText().matches("[0-9]{1,6}")) {
            throw InvalidTemplateException.meaning(
                    "every Fn::Select object requires two non-empty parameters, the index and the list of values.");
        }
        int index = Integer.parseInt(operand.get(0).asText());
        if (index >= operand.get(1).size()) {
            throw InvalidTemplateException.meaning("Fn::Select cannot select nonexistent value at index " + index);
        }
        return operand.get(1).get(index);
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** As many blocks as asked for, one after the other from the start of the given one, each with that many host bits. */
    static ArrayNode cidr(JsonNode operand) throws InvalidTemplateException {
        Optional<Cidr> block = Cidr.of(operand.path(0).asText());
        int count = operand.path(1).asInt();
        int hostBits = operand.path(2).asInt();
        if (block.isEmpty() || count < 1 || count > MAX_BLOCKS || hostBits < 1 || hostBits > 32) {
            throw InvalidTemplateException.meaning(
                    "Fn::Cidr requires an IPv4 CIDR block, a count from 1 to 256 and a number of subnet bits from 1 to 32: "
                            + operand);
        }
        long size = 1L << hostBits;
        if (size * count > block.get().size()) {
            throw InvalidTemplateException.meaning(
                    "Fn::Cidr: %s does not hold %d blocks of %d addresses".formatted(block.get(), count, size));
        }
        ArrayNode blocks = NODES.arrayNode();
        for (int i = 0; i < count; i++) {
            blocks.add(block.get().address(i * size) + "/" + (32 - hostBits));
        }
        return blocks;
    }
}
