package io.moorage.mounthelper;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The instance metadata service, version 2 (EC2 user guide, "Use IMDSv2"), and the ECS agent's credentials. */
final class InstanceMetadata {
    private static final int TIMEOUT_MILLIS = 2000;

    private final URI instance;
    private final URI agent;

    /** @param agent where the ECS agent gives tasks their credentials */
    InstanceMetadata(URI instance, URI agent) {
        this.instance = instance;
        this.agent = agent;
    }

    /** At AWS's addresses, unless AWS's variables name others. */
    static InstanceMetadata standard(Map<String, String> environment) {
        return new InstanceMetadata(
                URI.create(environment.getOrDefault("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://169.254.169.254")),
                URI.create("http://169.254.170.2"));
    }

    String availabilityZone() throws IOException {
        return get("/latest/meta-data/placement/availability-zone");
    }

    /** The credentials document of the instance's role. */
    String roleCredentials() throws IOException {
        String roles = get("/latest/meta-data/iam/security-credentials/");
        return get("/latest/meta-data/iam/security-credentials/"
                + roles.lines().findFirst().orElse(""));
    }

    /** The credentials document of a task's role (ECS developer guide, "IAM roles for tasks"). */
    String taskCredentials(String path) throws IOException {
        return ask(agent, "GET", path, "Accept", "application/json");
    }

    private String get(String path) throws IOException {
        String token = ask(instance, "PUT", "/latest/api/token", "X-aws-ec2-metadata-token-ttl-seconds", "60");
        return ask(instance, "GET", path, "X-aws-ec2-metadata-token", token);
    }

    private static String ask(URI base, String method, String path, String header, String value) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) base.resolve(path).toURL().openConnection(Proxy.NO_PROXY);
        try {
            connection.setRequestMethod(method);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setRequestProperty(header, value);
            if (connection.getResponseCode() != 200) {
                throw new IOException(base.resolve(path) + " answered " + connection.getResponseCode());
            }
            return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        } finally {
            connection.disconnect();
        }
    }
}
