package io.moorage.model.ecs;

/**
 * A value that a container gets without its definition holding it ({@code API_Secret}).
 *
 * @param name of the environment variable, or of the log driver's option
 * @param valueFrom name or ARN of a parameter of Systems Manager
 */
public record SecretReference(String name, String valueFrom) {
    public SecretReference {
        if (name.isEmpty() || valueFrom.isEmpty()) {
            throw new InvalidDefinitionException("Secrets must have a name and a valueFrom.");
        }
    }
}
