package io.moorage.awsapi.auth;

import io.moorage.awsapi.Credential;
import io.moorage.awsapi.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Who a verified request is from.
 *
 * @param credential the issued key; null for an unknown key that acts as root, and for an instance
 */
public record Caller(Principal principal, @Nullable Credential credential) {}
