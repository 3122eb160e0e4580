package io.moorage.model.iam;

import java.util.random.RandomGenerator;

/** The prefixes of IAM's unique ids and access keys (IAM user guide, "Unique identifiers"). */
public enum IamId {
    USER("AIDA"),
    ROLE("AROA"),
    GROUP("AGPA"),
    INSTANCE_PROFILE("AIPA"),
    MANAGED_POLICY("ANPA"),
    SERVER_CERTIFICATE("ASCA"),
    ACCESS_KEY("AKIA"),
    TEMPORARY_ACCESS_KEY("ASIA");

    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private final String prefix;

    IamId(String prefix) {
        this.prefix = prefix;
    }

    /** The prefix and as many characters as make up 21 in an id, 20 in an access key. */
    public String next(RandomGenerator random) {
        StringBuilder id = new StringBuilder(prefix);
        int length = this == ACCESS_KEY || this == TEMPORARY_ACCESS_KEY ? 20 : 21;
        while (id.length() < length) {
            id.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return id.toString();
    }
}
