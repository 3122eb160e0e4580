package io.moorage.ecs;

/**
 * How agents reach this control plane.
 *
 * @param acsEndpoint {@code http(s)://host/path}, to which agents append {@code /ws}
 * @param tcsEndpoint the same for telemetry
 * @param execEndpoint where who asked for a command connects to it
 */
public record EcsConfig(String region, String accountId, String acsEndpoint, String tcsEndpoint, String execEndpoint) {
    public static final String ACS_PATH = "/acs/ws";
    public static final String TCS_PATH = "/tcs/ws";
    public static final String EXEC_CLIENT_PATH = "/exec/ws";
    public static final String EXEC_AGENT_PATH = "/exec/agent/ws";

    /** @param base the API's own endpoint as agents see it, without a slash at the end */
    public static EcsConfig at(String region, String accountId, String base) {
        return new EcsConfig(region, accountId, base + "/acs", base + "/tcs", base + EXEC_CLIENT_PATH);
    }
}
