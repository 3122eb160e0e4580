package io.moorage.ec2.permission;

import java.util.Arrays;
import java.util.List;

/**
 * One resource that an operation is about.
 *
 * @param type of resource, as in ARNs
 * @param member of the request that names it; empty where the request makes it
 * @param optional true where a request without the member is not about any such resource
 */
record Ec2Rule(String type, String member, boolean optional) {
    /** {@code +vpc} for one that is made, {@code vpc=VpcId} for one that is named, {@code vpc=VpcId?} where it may be. */
    static List<Ec2Rule> parse(String words) {
        return Arrays.stream(words.trim().split(" +"))
                .filter(word -> !word.isEmpty())
                .map(Ec2Rule::parseOne)
                .toList();
    }

    private static Ec2Rule parseOne(String word) {
        if (word.startsWith("+")) {
            return new Ec2Rule(word.substring(1), "", false);
        }
        String type = word.substring(0, word.indexOf('='));
        String member = word.substring(type.length() + 1);
        boolean optional = member.endsWith("?");
        return new Ec2Rule(type, optional ? member.substring(0, member.length() - 1) : member, optional);
    }

    boolean made() {
        return member.isEmpty();
    }
}
