package io.moorage.mounthelper;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The instance metadata service, version 2 (EC2 user guide, "Use IMDSv2"). */
final class InstanceMetadata {
    private static final int TIMEOUT_MILLIS = 2000;

    private final URI base;

    InstanceMetadata(URI base) {
        this.base = base;
    }

    static InstanceMetadata standard() {
        return new InstanceMetadata(URI.create("http://169.254.169.254"));
    }

    String availabilityZone() throws IOException {
        String token = ask("PUT", "/latest/api/token", "X-aws-ec2-metadata-token-ttl-seconds", "60");
        return ask("GET", "/latest/meta-data/placement/availability-zone", "X-aws-ec2-metadata-token", token);
    }

    private String ask(String method, String path, String header, String value) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) base.resolve(path).toURL().openConnection(Proxy.NO_PROXY);
        try {
            connection.setRequestMethod(method);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setRequestProperty(header, value);
            if (connection.getResponseCode() != 200) {
                throw new IOException("the metadata service answered " + connection.getResponseCode());
            }
            return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        } finally {
            connection.disconnect();
        }
    }
}
