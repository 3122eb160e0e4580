package io.moorage.awsmodels.generator;

import java.util.Locale;
import java.util.Set;

/** Java names for AWS's. */
final class Names {
    private static final Set<String> RESERVED = Set.of(
            "default",
            "public",
            "private",
            "protected",
            "class",
            "interface",
            "return",
            "import",
            "package",
            "switch",
            "clone",
            "finalize",
            "getClass",
            "hashCode",
            "notify",
            "notifyAll",
            "toString",
            "wait",
            "builder",
            "toBuilder");

    private Names() {}

    /** {@code RoleName} to {@code roleName}, {@code AMIId} to {@code amiId}, {@code Public} to {@code publicValue}. */
    static String component(String member) {
        int capitals = 0;
        while (capitals < member.length() && Character.isUpperCase(member.charAt(capitals))) {
            capitals++;
        }
        int lower = capitals <= 1 || capitals == member.length() ? capitals : capitals - 1;
        String name = member.substring(0, lower).toLowerCase(Locale.ROOT) + member.substring(lower);
        return RESERVED.contains(name) ? name + "Value" : name;
    }

    static String type(String shape) {
        return Character.toUpperCase(shape.charAt(0)) + shape.substring(1);
    }

    /** {@code RunTask} to {@code RUN_TASK}, {@code m5.large} to {@code M5_LARGE}. */
    static String constant(String words) {
        String split = words.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
                .replaceAll("[^A-Za-z0-9]+", "_")
                .toUpperCase(Locale.ROOT);
        return Character.isDigit(split.charAt(0)) ? "_" + split : split;
    }

    /** A Java string literal. */
    static String literal(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || c > 0x7e) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }

    /** The literal, or {@code null} for an empty text. */
    static String literalOrNull(String text) {
        return text.isEmpty() ? "null" : literal(text);
    }
}
