package io.moorage.elb;

import java.util.Map;
import java.util.Optional;

/** Where this Elastic Load Balancing is. */
public record ElbConfig(String accountId, String region) {
    /** The hosted zones of load balancers' names (General Reference, "Elastic Load Balancing endpoints"). */
    private static final Map<String, String> HOSTED_ZONES = Map.ofEntries(
            Map.entry("us-east-1", "Z35SXDOTRQ7X7K"),
            Map.entry("us-east-2", "Z3AADJGX6KTTL2"),
            Map.entry("us-west-1", "Z368ELLRRE2KJ0"),
            Map.entry("us-west-2", "Z1H1FL5HABSF5"),
            Map.entry("ap-northeast-1", "Z14GRHDCWA56QT"),
            Map.entry("ap-southeast-1", "Z1LMS91P8CMLE5"),
            Map.entry("ap-southeast-2", "Z1GM3OXH4ZPM65"),
            Map.entry("eu-central-1", "Z215JYRZR1TBD5"),
            Map.entry("eu-west-1", "Z32O12XQLNTSW2"));

    public String arn(String name) {
        return "arn:aws:elasticloadbalancing:" + region + ":" + accountId + ":loadbalancer/" + name;
    }

    /** Of the zone that load balancers' names are in, where it is known. */
    public Optional<String> hostedZoneId() {
        return Optional.ofNullable(HOSTED_ZONES.get(region));
    }

    /** What load balancers' names end in; the VPCs' resolvers know them. */
    public String domain() {
        return region + ".elb.amazonaws.com";
    }
}
