package io.moorage.policy;

import java.util.List;

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
}
