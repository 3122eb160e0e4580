package io.moorage.server.vpc;

import io.moorage.awsapi.endpoint.AwsEndpoint;
import io.moorage.awsapi.http.WebServer;
import io.moorage.ec2.network.NetworkException;
import io.moorage.ec2.network.ServiceAddresses;
import io.moorage.ec2.network.VpcListeners;
import io.moorage.ec2.network.VpcNamespace;
import io.moorage.posix.Namespaces;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The AWS APIs inside every VPC, on the address that AWS's own host names resolve to there. Only issued keys are accepted.
 * Used by one thread at a time, save for {@link #serve}.
 */
public final class EndpointListeners implements VpcListeners {
    private static final List<Integer> PORTS = List.of(443, 80, 4566);

    private final Map<String, List<WebServer.Listener>> open = new HashMap<>();
    private @Nullable AwsEndpoint endpoint;

    /** The endpoint is made after the networks it listens in are wired, so it is handed over before they start. */
    public void serve(AwsEndpoint made) {
        endpoint = made;
    }

    @Override
    public void ready(VpcNamespace vpc) {
        removed(vpc);
        AwsEndpoint made = endpoint;
        if (made == null) {
            throw new NetworkException("no endpoint to listen with in " + vpc.vpcId());
        }
        List<WebServer.Listener> listeners = new ArrayList<>();
        open.put(vpc.vpcId(), listeners);
        for (int port : PORTS) {
            try {
                ServerSocketChannel channel = Namespaces.in(
                        vpc.netns(), () -> AwsEndpoint.open(new InetSocketAddress(ServiceAddresses.ENDPOINT, port)));
                listeners.add(made.listen(channel, false));
            } catch (Exception e) {
                throw new NetworkException(
                        "the AWS APIs cannot listen on port " + port + " in " + vpc.vpcId() + ": " + e.getMessage(), e);
            }
        }
    }

    @Override
    public void removed(VpcNamespace vpc) {
        List<WebServer.Listener> listeners = open.remove(vpc.vpcId());
        if (listeners != null) {
            listeners.forEach(EndpointListeners::close);
        }
    }

    private static void close(WebServer.Listener listener) {
        try {
            listener.close();
        } catch (IOException e) {
            throw new NetworkException("a listener did not close: " + e.getMessage(), e);
        }
    }
}
