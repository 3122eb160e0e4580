package io.moorage.policy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** @param version {@code 2012-10-17}, or {@code 2008-10-17}, which knows no variables */
public record PolicyDocument(String version, List<Statement> statements) {
    static final String CURRENT = "2012-10-17";
    static final String OLD = "2008-10-17";

    public PolicyDocument {
        statements = List.copyOf(statements);
    }

    boolean hasVariables() {
        return version.equals(CURRENT);
    }

    /** The condition keys that its conditions ask for and its variables name, in the order in which they come. */
    public Set<String> contextKeys() {
        Set<String> keys = new LinkedHashSet<>();
        for (Statement statement : statements) {
            for (Condition condition : statement.conditions()) {
                keys.add(condition.key());
                condition.values().forEach(value -> keys.addAll(variables(value)));
            }
            statement.resources().patterns().forEach(resource -> keys.addAll(variables(resource)));
        }
        return keys;
    }

    private List<String> variables(String text) {
        return hasVariables() ? Variables.named(text) : List.of();
    }
}
