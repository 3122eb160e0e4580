package io.moorage.elb.action;

import io.moorage.model.elb.Listener;
import io.moorage.model.elb.Policy;
import io.moorage.model.elb.Policy.Attribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What clients may negotiate on encrypted listeners: AWS's predefined policies, and what one of a user's own may be made of
 * (Classic Load Balancers guide, "Predefined SSL security policies"). The protocols and ciphers are AWS's; what Java holds for
 * broken among them is never negotiated.
 */
final class SslPolicies {
    static final String REFERENCE = "Reference-Security-Policy";
    static final String SERVER_ORDER = "Server-Defined-Cipher-Order";
    private static final String PROTOCOL = "Protocol-";

    /** What an encrypted listener has that was told nothing else. */
    static final String DEFAULT = "ELBSecurityPolicy-2016-08";

    private static final List<String> FOR_TLS_1_2 = List.of(
            "ECDHE-ECDSA-AES128-GCM-SHA256",
            "ECDHE-RSA-AES128-GCM-SHA256",
            "ECDHE-ECDSA-AES128-SHA256",
            "ECDHE-RSA-AES128-SHA256",
            "ECDHE-ECDSA-AES256-GCM-SHA384",
            "ECDHE-RSA-AES256-GCM-SHA384",
            "ECDHE-ECDSA-AES256-SHA384",
            "ECDHE-RSA-AES256-SHA384",
            "AES128-GCM-SHA256",
            "AES128-SHA256",
            "AES256-GCM-SHA384",
            "AES256-SHA256");
    private static final List<String> FOR_OLDER = List.of(
            "ECDHE-ECDSA-AES128-SHA",
            "ECDHE-RSA-AES128-SHA",
            "ECDHE-RSA-AES256-SHA",
            "ECDHE-ECDSA-AES256-SHA",
            "AES128-SHA",
            "AES256-SHA");
    private static final List<String> DIFFIE_HELLMAN = List.of("DHE-RSA-AES128-SHA", "DHE-DSS-AES128-SHA");
    private static final List<String> TRIPLE_DES = List.of("DES-CBC3-SHA");

    /** Taken from nobody but in a policy of a user's own. */
    private static final Set<String> RELICS = Set.of(
            "DHE-RSA-AES256-SHA",
            "DHE-DSS-AES256-SHA",
            "DHE-RSA-AES128-SHA256",
            "DHE-RSA-AES256-SHA256",
            "DHE-DSS-AES128-SHA256",
            "DHE-DSS-AES256-SHA256",
            "DHE-RSA-AES128-GCM-SHA256",
            "DHE-RSA-AES256-GCM-SHA384",
            "DHE-DSS-AES128-GCM-SHA256",
            "DHE-DSS-AES256-GCM-SHA384",
            "CAMELLIA128-SHA",
            "CAMELLIA256-SHA",
            "EDH-RSA-DES-CBC3-SHA",
            "EDH-DSS-DES-CBC3-SHA",
            "ECDHE-RSA-RC4-SHA",
            "ECDHE-ECDSA-RC4-SHA",
            "RC4-SHA",
            "RC4-MD5");

    private static final List<String> ALL_TLS = List.of("TLSv1", "TLSv1.1", "TLSv1.2");

    /** The latest first, as DescribeLoadBalancerPolicies shows them. */
    static final List<Policy> PREDEFINED = List.of(
            predefined("ELBSecurityPolicy-TLS-1-2-2017-01", List.of("TLSv1.2"), List.of()),
            predefined("ELBSecurityPolicy-TLS-1-1-2017-01", List.of("TLSv1.1", "TLSv1.2"), List.of(FOR_OLDER)),
            predefined(DEFAULT, ALL_TLS, List.of(FOR_OLDER)),
            predefined("ELBSecurityPolicy-2015-05", ALL_TLS, List.of(FOR_OLDER, TRIPLE_DES)),
            predefined("ELBSecurityPolicy-2015-03", ALL_TLS, List.of(FOR_OLDER, DIFFIE_HELLMAN, TRIPLE_DES)),
            predefined("ELBSecurityPolicy-2015-02", ALL_TLS, List.of(FOR_OLDER, DIFFIE_HELLMAN)));

    private SslPolicies() {}

    private static Policy predefined(String name, List<String> protocols, List<List<String>> more) {
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(new Attribute(REFERENCE, name));
        protocols.forEach(each -> attributes.add(new Attribute(PROTOCOL + each, "true")));
        attributes.add(new Attribute(SERVER_ORDER, "true"));
        Stream.concat(FOR_TLS_1_2.stream(), more.stream().flatMap(List::stream))
                .forEach(each -> attributes.add(new Attribute(each, "true")));
        return new Policy(name, Policy.Type.SSL_NEGOTIATION, attributes);
    }

    static Optional<Policy> named(String name) {
        return PREDEFINED.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** With the default policy, once a listener has it. */
    static List<Policy> withDefault(List<Policy> policies, List<Listener> listeners) {
        boolean missing = listeners.stream().anyMatch(each -> each.policyNames().contains(DEFAULT))
                && policies.stream().noneMatch(each -> each.name().equals(DEFAULT));
        return missing
                ? Stream.concat(policies.stream(), named(DEFAULT).stream()).toList()
                : policies;
    }

    /** With all that a predefined policy says, where it refers to one. */
    static Policy expanded(Policy asked) {
        Optional<String> reference = asked.attribute(REFERENCE);
        if (reference.isPresent()) {
            if (asked.attributes().size() > 1) {
                throw Refusal.configuration(REFERENCE + " cannot be given with other attributes.");
            }
            Policy whole = named(reference.get())
                    .orElseThrow(() -> Refusal.configuration("There is no predefined policy " + reference.get()));
            return new Policy(asked.name(), asked.type(), whole.attributes());
        }
        requireSomething(asked);
        return asked;
    }

    private static void requireSomething(Policy asked) {
        for (Attribute each : asked.attributes()) {
            if (!List.of("true", "false").contains(each.value())) {
                throw Refusal.configuration(each.name() + " must be true or false.");
            }
        }
        List<String> on = asked.attributes().stream()
                .filter(each -> each.value().equals("true"))
                .map(Attribute::name)
                .toList();
        boolean usable = on.stream().anyMatch(each -> each.startsWith(PROTOCOL))
                && on.stream().anyMatch(each -> isCipher(each));
        if (!usable) {
            throw Refusal.configuration("An SSL negotiation policy needs at least one protocol and one cipher.");
        }
    }

    static boolean isAttribute(String name) {
        return name.equals(REFERENCE)
                || name.equals(SERVER_ORDER)
                || (name.startsWith(PROTOCOL) && isProtocol(name.substring(PROTOCOL.length())))
                || isCipher(name);
    }

    private static boolean isProtocol(String name) {
        return name.equals("SSLv3") || ALL_TLS.contains(name);
    }

    private static boolean isCipher(String name) {
        return RELICS.contains(name)
                || Stream.of(FOR_TLS_1_2, FOR_OLDER, DIFFIE_HELLMAN, TRIPLE_DES).anyMatch(some -> some.contains(name));
    }

    /** Every attribute there is, but the reference. */
    static List<String> attributeNames() {
        return Stream.of(
                        Stream.concat(Stream.of("SSLv3"), ALL_TLS.stream()).map(PROTOCOL::concat),
                        Stream.of(SERVER_ORDER),
                        FOR_TLS_1_2.stream(),
                        FOR_OLDER.stream(),
                        DIFFIE_HELLMAN.stream(),
                        TRIPLE_DES.stream(),
                        RELICS.stream().sorted())
                .flatMap(each -> each)
                .toList();
    }
}
