package io.moorage.ec2.instance;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * The Docker engine whose containers are the instances and whose images the registry mirror serves.
 *
 * @param host where it listens
 * @param calls for requests that end; each read is bounded
 * @param streams for events, images and logs, which may be quiet for as long as they like
 */
public record DockerEngine(URI host, DockerClient calls, DockerClient streams) implements AutoCloseable {
    private static final Duration CONNECT_BOUND = Duration.ofSeconds(5);

    /** Longer than the longest grace given to a machine that is to shut down. */
    private static final Duration READ_BOUND = Duration.ofMinutes(2);

    /** @param host as in {@code DOCKER_HOST}: {@code unix:///path} or {@code tcp://address:port} */
    public static DockerEngine at(String host) {
        return new DockerEngine(URI.create(host), client(host, READ_BOUND), client(host, Duration.ZERO));
    }

    private static DockerClient client(String host, Duration readBound) {
        var config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(host)
                .build();
        var http = new ZerodepDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .sslConfig(config.getSSLConfig())
                .maxConnections(64)
                .connectionTimeout(CONNECT_BOUND)
                .responseTimeout(readBound)
                .build();
        return DockerClientImpl.getInstance(config, http);
    }

    @Override
    public void close() throws IOException {
        calls.close();
        streams.close();
    }
}
