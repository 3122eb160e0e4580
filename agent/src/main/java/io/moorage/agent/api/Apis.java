package io.moorage.agent.api;

import io.moorage.agentwire.acs.RoleCredentials;
import io.moorage.base.sigv4.SigningCredentials;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** The APIs that the agent calls, with the instance's keys or with those of a task's role. */
public final class Apis {
    private final HttpClient http;
    private final String backendHost;
    private final String region;
    private final CredentialSource instance;
    private final InstantSource clock;

    /** @param backendHost a URL where every service answers; empty: each at its own name */
    public Apis(HttpClient http, String backendHost, String region, CredentialSource instance, InstantSource clock) {
        this.http = http;
        this.backendHost = backendHost;
        this.region = region;
        this.instance = instance;
        this.clock = clock;
    }

    public String region() {
        return region;
    }

    public JsonApi of(JsonApi.Service service) {
        return new JsonApi(http, endpoint(service), service, region, instance, clock);
    }

    /** @param role asked before every call; the instance's keys while it is empty */
    public JsonApi of(JsonApi.Service service, Supplier<Optional<RoleCredentials>> role) {
        return new JsonApi(http, endpoint(service), service, region, orInstance(role), clock);
    }

    /** @param role as with {@link #of(JsonApi.Service, Supplier)} */
    S3Api objects(Supplier<Optional<RoleCredentials>> role) {
        return new S3Api(http, backendHost, region, orInstance(role), clock);
    }

    private CredentialSource orInstance(Supplier<Optional<RoleCredentials>> role) {
        return () -> {
            Optional<RoleCredentials> keys = role.get();
            return keys.isPresent()
                    ? new SigningCredentials(
                            keys.get().accessKeyId(),
                            keys.get().secretAccessKey(),
                            keys.get().sessionToken())
                    : instance.current();
        };
    }

    private URI endpoint(JsonApi.Service service) {
        return URI.create(
                backendHost.isEmpty()
                        ? "https://" + service.signingName() + "." + region + ".amazonaws.com/"
                        : backendHost + "/");
    }
}
