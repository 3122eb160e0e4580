package io.moorage.agent.api;

import io.moorage.agent.config.InstanceMetadata;
import io.moorage.agent.config.InstanceMetadata.RoleKeys;
import io.moorage.base.sigv4.SigningCredentials;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Keys of the instance's role, renewed five minutes before they expire. */
public final class RoleCredentialSource implements CredentialSource {
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final InstanceMetadata metadata;
    private final InstantSource clock;
    private @Nullable RoleKeys keys;

    public RoleCredentialSource(InstanceMetadata metadata, InstantSource clock) {
        this.metadata = metadata;
        this.clock = clock;
    }

    @Override
    public synchronized SigningCredentials current() throws IOException {
        RoleKeys known = keys;
        if (known == null || clock.instant().isAfter(known.expiration().minus(MARGIN))) {
            known = metadata.roleKeys()
                    .orElseThrow(() -> new IOException("the instance has no role: give it an instance profile"));
            keys = known;
        }
        return new SigningCredentials(known.accessKeyId(), known.secretAccessKey(), known.sessionToken());
    }
}
