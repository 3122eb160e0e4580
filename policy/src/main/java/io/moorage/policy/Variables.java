package io.moorage.policy;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Policy variables such as {@code ${aws:username}} and {@code ${aws:username, 'nobody'}} (IAM user guide, "Variables and
 * tags"). Text with a variable that the request has no single value for matches nothing.
 */
final class Variables {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^},]+)(?:,\\s*'([^']*)')?\\}");

    /** Written as variables where they shall not be wildcards. */
    private static final List<String> LITERALS = List.of("*", "?", "$");

    private final AccessRequest request;
    private final boolean enabled;

    Variables(AccessRequest request, boolean enabled) {
        this.request = request;
        this.enabled = enabled;
    }

    Optional<String> fill(String text) {
        if (!enabled || !text.contains("${")) {
            return Optional.of(text);
        }
        StringBuilder filled = new StringBuilder();
        Matcher variable = VARIABLE.matcher(text);
        while (variable.find()) {
            Optional<String> value = valueOf(variable.group(1).trim()).or(() -> Optional.ofNullable(variable.group(2)));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            variable.appendReplacement(filled, Matcher.quoteReplacement(value.get()));
        }
        variable.appendTail(filled);
        return Optional.of(filled.toString());
    }

    /** The keys that variables in a text name. */
    static List<String> named(String text) {
        return VARIABLE.matcher(text)
                .results()
                .map(found -> found.group(1).trim())
                .filter(name -> !LITERALS.contains(name))
                .toList();
    }

    private Optional<String> valueOf(String name) {
        if (LITERALS.contains(name)) {
            return Optional.of(name);
        }
        return request.values(name).filter(values -> values.size() == 1).map(List::getFirst);
    }
}
