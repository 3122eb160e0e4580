package io.moorage.model.ecs;

/**
 * An account setting that a user, a role or the root user has; root's is everybody's who has none.
 *
 * @param principalArn of the user, the role or the root user
 */
public record AccountSetting(String principalArn, String name, String value) {
    public static String key(String principalArn, String name) {
        return principalArn + " " + name;
    }

    public String key() {
        return key(principalArn, name);
    }
}
