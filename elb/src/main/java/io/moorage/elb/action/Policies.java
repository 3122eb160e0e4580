package io.moorage.elb.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.model.elb.LoadBalancer;
import io.moorage.model.elb.Policy;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Policies as requests describe them (Classic Load Balancers guide, "Configure sticky sessions", "Configure proxy protocol",
 * "Update the SSL negotiation configuration", "Configure back-end instance authentication").
 */
final class Policies {
    static final String COOKIE_NAME = "CookieName";
    static final String COOKIE_EXPIRATION_PERIOD = "CookieExpirationPeriod";
    static final String PROXY_PROTOCOL = "ProxyProtocol";

    private static final int MOST = 100;

    private Policies() {}

    static Policy read(String name, String typeName, List<Policy.Attribute> attributes) {
        if (!name.matches("[A-Za-z0-9-]+")) {
            throw Refusal.invalid("Policy names consist of letters, digits and hyphens: " + name);
        }
        Policy policy = new Policy(
                name, Policy.Type.of(typeName).orElseThrow(() -> Refusal.noPolicyType(typeName)), attributes);
        for (Policy.Attribute each : attributes) {
            if (!isDefined(policy.type(), each.name())) {
                throw Refusal.configuration(
                        "Policy attribute " + each.name() + " is not defined for policy type " + typeName);
            }
        }
        switch (policy.type()) {
            case APP_COOKIE_STICKINESS -> required(policy, COOKIE_NAME);
            case PROXY_PROTOCOL -> {
                if (!List.of("true", "false").contains(required(policy, PROXY_PROTOCOL))) {
                    throw Refusal.configuration("ProxyProtocol must be true or false.");
                }
            }
            case LB_COOKIE_STICKINESS ->
                policy.attribute(COOKIE_EXPIRATION_PERIOD).ifPresent(Policies::requirePeriod);
            case PUBLIC_KEY -> {
                return new Policy(
                        name,
                        policy.type(),
                        List.of(new Policy.Attribute(
                                Policy.PUBLIC_KEY, publicKey(required(policy, Policy.PUBLIC_KEY)))));
            }
            case BACKEND_AUTHENTICATION -> required(policy, Policy.PUBLIC_KEY_POLICY_NAME);
            case SSL_NEGOTIATION -> {
                return SslPolicies.expanded(policy);
            }
        }
        return policy;
    }

    private static boolean isDefined(Policy.Type type, String attribute) {
        return switch (type) {
            case APP_COOKIE_STICKINESS -> attribute.equals(COOKIE_NAME);
            case LB_COOKIE_STICKINESS -> attribute.equals(COOKIE_EXPIRATION_PERIOD);
            case PROXY_PROTOCOL -> attribute.equals(PROXY_PROTOCOL);
            case PUBLIC_KEY -> attribute.equals(Policy.PUBLIC_KEY);
            case BACKEND_AUTHENTICATION -> attribute.equals(Policy.PUBLIC_KEY_POLICY_NAME);
            case SSL_NEGOTIATION -> SslPolicies.isAttribute(attribute);
        };
    }

    private static String required(Policy policy, String attribute) {
        return policy.attribute(attribute)
                .filter(each -> !each.isEmpty())
                .orElseThrow(() -> Refusal.configuration(
                        "Policy type " + policy.type().word() + " requires the attribute " + attribute));
    }

    private static void requirePeriod(String seconds) {
        if (!seconds.matches("[0-9]{1,18}")) {
            throw Refusal.configuration("CookieExpirationPeriod must be a number of seconds: " + seconds);
        }
    }

    /** Base64 of a key as {@code openssl x509 -pubkey} shows it, with or without its first and last line; without any, and in one line. */
    private static String publicKey(String text) {
        String base64 = text.replaceAll("-----[A-Z ]+-----|\\s", "");
        try {
            X509EncodedKeySpec key = new X509EncodedKeySpec(Base64.getDecoder().decode(base64));
            for (String algorithm : List.of("RSA", "EC")) {
                if (isKey(algorithm, key)) {
                    return base64;
                }
            }
        } catch (IllegalArgumentException e) {
            throw Refusal.configuration("PublicKey must be in base64: " + e.getMessage());
        }
        throw Refusal.configuration("PublicKey is no RSA or elliptic curve key in PEM.");
    }

    private static boolean isKey(String algorithm, X509EncodedKeySpec key) {
        try {
            PublicKey read = KeyFactory.getInstance(algorithm).generatePublic(key);
            return read.getEncoded().length > 0;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The same policy once more changes nothing. */
    static LoadBalancer added(LoadBalancer before, Policy policy) {
        if (before.policies().contains(policy)) {
            return before;
        }
        if (before.policy(policy.name()).isPresent()) {
            throw new AwsException(
                    ElbOperations.ERROR_DUPLICATE_POLICY_NAME_EXCEPTION,
                    "Policy with name " + policy.name() + " already exists for this load balancer");
        }
        if (before.policies().size() >= MOST) {
            throw new AwsException(
                    ElbOperations.ERROR_TOO_MANY_POLICIES_EXCEPTION,
                    "A load balancer has at most " + MOST + " policies.");
        }
        for (Policy key : named(before, policy.keyPolicies())) {
            if (key.type() != Policy.Type.PUBLIC_KEY) {
                throw Refusal.configuration(key.name() + " is no policy of type PublicKeyPolicyType.");
            }
        }
        List<Policy> policies = new ArrayList<>(before.policies());
        policies.add(policy);
        return before.withPolicies(policies);
    }

    static List<Policy> named(LoadBalancer loadBalancer, List<String> names) {
        return names.stream()
                .map(name -> loadBalancer.policy(name).orElseThrow(() -> Refusal.noPolicy(name)))
                .toList();
    }
}
