package io.moorage.ec2.network;

import io.moorage.model.ec2.Vpc;
import java.util.List;

/** Addresses that every instance may reach whatever its security groups say, because AWS's own services answer there. */
public final class ServiceAddresses {
    /** Instance metadata (EC2 user guide, "Access instance metadata"). */
    public static final String METADATA = "169.254.169.254";

    /** The resolver, also at the VPC's base plus two (VPC user guide, "Amazon DNS server"). */
    public static final String RESOLVER = "169.254.169.253";

    /** Every AWS API, the registry mirror: names of AWS's endpoints resolve to this. */
    public static final String ENDPOINT = "169.254.169.1";

    private ServiceAddresses() {}

    public static List<String> in(Vpc vpc) {
        return List.of(METADATA, RESOLVER, ENDPOINT, vpc.resolver());
    }
}
