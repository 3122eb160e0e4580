package io.moorage.cfnbootstrap.api;

import io.moorage.base.sigv4.SigV4Signer;
import io.moorage.base.sigv4.SigningCredentials;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

/** By what a request to CloudFormation is allowed. */
public sealed interface Authorization {
    /** The headers that say so, for a GET. */
    Map<String, String> headers(URI uri) throws IOException;

    /** Keys, such as those of a role. */
    record Keys(SigV4Signer signer, SigningCredentials credentials, InstantSource clock) implements Authorization {
        @Override
        public Map<String, String> headers(URI uri) {
            String host = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
            return signer.sign(
                    credentials,
                    "GET",
                    Objects.requireNonNullElse(uri.getRawPath(), "/"),
                    Objects.requireNonNullElse(uri.getRawQuery(), ""),
                    Map.of("Host", host),
                    new byte[0],
                    clock.instant());
        }
    }

    /** The instance itself: its identity document with its signature, as the scripts do where they are given no keys. */
    record Instance(InstanceMetadata metadata) implements Authorization {
        @Override
        public Map<String, String> headers(URI uri) throws IOException {
            String document = metadata.get("dynamic/instance-identity/document");
            String signature =
                    metadata.get("dynamic/instance-identity/signature").replace("\n", "");
            String encoded = Base64.getEncoder().encodeToString(document.getBytes(StandardCharsets.UTF_8));
            return Map.of("Authorization", "CFN_V1 " + encoded + ":" + signature);
        }
    }
}
