package io.moorage.model.ecs;

import java.util.regex.Pattern;

/**
 * A file of variables that the agent reads before a container is made ({@code API_EnvironmentFile}); its only type is {@code s3}.
 *
 * @param value the ARN of an object
 */
public record EnvironmentFile(String value) {
    private static final Pattern OBJECT = Pattern.compile("arn:aws[a-z-]*:s3:::[a-z0-9.-]{3,63}/.+");

    public EnvironmentFile {
        if (!OBJECT.matcher(value).matches()) {
            throw new InvalidDefinitionException("Invalid arn syntax.");
        }
        if (!value.endsWith(".env")) {
            throw new InvalidDefinitionException(
                    "An environment file must have the file extension .env, which '" + value + "' has not.");
        }
    }
}
