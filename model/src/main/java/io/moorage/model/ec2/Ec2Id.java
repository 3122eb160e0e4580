package io.moorage.model.ec2;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** The prefixes of EC2's resource ids. */
public enum Ec2Id {
    VPC("vpc"),
    SUBNET("subnet"),
    ROUTE_TABLE("rtb"),
    ROUTE_TABLE_ASSOCIATION("rtbassoc"),
    INTERNET_GATEWAY("igw"),
    SECURITY_GROUP("sg"),
    SECURITY_GROUP_RULE("sgr"),
    NETWORK_INTERFACE("eni"),
    NETWORK_INTERFACE_ATTACHMENT("eni-attach"),
    ELASTIC_ADDRESS("eipalloc"),
    ADDRESS_ASSOCIATION("eipassoc"),
    NAT_GATEWAY("nat"),
    KEY_PAIR("key"),
    INSTANCE("i"),
    RESERVATION("r"),
    IMAGE("ami"),
    LAUNCH_TEMPLATE("lt"),
    VOLUME("vol"),
    DHCP_OPTIONS("dopt");

    private static final HexFormat HEX = HexFormat.of();
    private final String prefix;

    Ec2Id(String prefix) {
        this.prefix = prefix;
    }

    /** A fresh id: the prefix and 17 hexadecimal digits, as EC2's "longer format resource ids" have. */
    public String next(RandomGenerator random) {
        return prefix + "-"
                + (HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong())).substring(0, 17);
    }

    /** True when {@code text} could be an id of this kind: 8 or 17 digits. */
    public boolean matches(String text) {
        return text.matches(prefix + "-([0-9a-f]{8}|[0-9a-f]{17})");
    }
}
