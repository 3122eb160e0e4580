package io.moorage.model.elb;

/**
 * How instances are asked whether they serve (Elastic Load Balancing API, {@code HealthCheck}). Times are in seconds.
 *
 * @param path of the request for HTTP and HTTPS, {@code /} first; else empty
 */
public record HealthCheck(
        Protocol protocol,
        int port,
        String path,
        int interval,
        int timeout,
        int unhealthyThreshold,
        int healthyThreshold) {
    /** What a load balancer has until it is told otherwise. */
    public static HealthCheck ofPort(int instancePort) {
        return new HealthCheck(Protocol.TCP, instancePort, "", 30, 5, 2, 10);
    }

    /** Such as {@code TCP:3306} or {@code HTTP:80/ping}. */
    public String target() {
        return protocol + ":" + port + path;
    }
}
