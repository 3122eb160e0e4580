package io.moorage.ecs;

/**
 * How agents reach this control plane.
 *
 * @param acsEndpoint {@code http(s)://host/path}, to which agents append {@code /ws}
 * @param tcsEndpoint the same for telemetry
 */
public record EcsConfig(String region, String accountId, String acsEndpoint, String tcsEndpoint) {
    public static final String ACS_PATH = "/acs/ws";
    public static final String TCS_PATH = "/tcs/ws";

    /** @param base the API's own endpoint as agents see it, without a slash at the end */
    public static EcsConfig at(String region, String accountId, String base) {
        return new EcsConfig(region, accountId, base + "/acs", base + "/tcs");
    }
}
