package io.moorage.agentwire.acs;

/** @param expiration ISO 8601; new ones come before it, under the same {@code credentialsId} */
public record RoleCredentials(
        String credentialsId,
        String roleArn,
        String accessKeyId,
        String secretAccessKey,
        String sessionToken,
        String expiration) {
    /** Secrets stay out of logs. */
    @Override
    public String toString() {
        return "RoleCredentials[" + credentialsId + " of " + roleArn + "]";
    }
}
