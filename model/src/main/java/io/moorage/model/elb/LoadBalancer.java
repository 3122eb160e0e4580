package io.moorage.model.elb;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Classic Load Balancer. Its addresses are those of the network interfaces that belong to it, one in each subnet.
 *
 * <p>Invariants: no two listeners have the same port; each subnet is in another Availability Zone; every policy name that a
 * listener or a back end has is one of {@code policies}.
 *
 * @param dnsName what it is reached by
 * @param securityGroups ids, at least one
 * @param backEnds policies of instance ports, for those that have any
 */
public record LoadBalancer(
        String name,
        String dnsName,
        String vpcId,
        Scheme scheme,
        Instant created,
        List<String> subnets,
        List<String> securityGroups,
        List<Listener> listeners,
        HealthCheck healthCheck,
        Attributes attributes,
        List<Policy> policies,
        List<BackEnd> backEnds,
        Map<String, String> tags) {
    public LoadBalancer {
        subnets = List.copyOf(subnets);
        securityGroups = List.copyOf(securityGroups);
        listeners = List.copyOf(listeners);
        policies = List.copyOf(policies);
        backEnds = List.copyOf(backEnds);
        tags = Map.copyOf(tags);
    }

    /** Who may reach it. */
    public enum Scheme {
        INTERNET_FACING("internet-facing"),
        INTERNAL("internal");

        private final String word;

        Scheme(String word) {
            this.word = word;
        }

        /** As AWS writes it. */
        public String word() {
            return word;
        }
    }

    /** Policies of the instances' side of a port. */
    public record BackEnd(int instancePort, List<String> policyNames) {
        public BackEnd {
            policyNames = List.copyOf(policyNames);
        }
    }

    public Optional<Listener> listener(int port) {
        return listeners.stream().filter(each -> each.port() == port).findFirst();
    }

    public Optional<Policy> policy(String wanted) {
        return policies.stream().filter(each -> each.name().equals(wanted)).findFirst();
    }

    public List<String> backEndPolicies(int instancePort) {
        return backEnds.stream()
                .filter(each -> each.instancePort() == instancePort)
                .findFirst()
                .map(BackEnd::policyNames)
                .orElse(List.of());
    }

    /** Whether something uses the policy, so that it cannot be deleted. */
    public boolean isUsed(String policyName) {
        return Stream.of(
                        listeners.stream().map(Listener::policyNames),
                        backEnds.stream().map(BackEnd::policyNames),
                        policies.stream().map(Policy::keyPolicies))
                .flatMap(each -> each)
                .anyMatch(names -> names.contains(policyName));
    }

    /** The public keys, in base64, one of which an instance must have on that port; empty when any will do. */
    public List<String> instanceKeys(int instancePort) {
        return backEndPolicies(instancePort).stream()
                .flatMap(name -> policy(name).stream())
                .flatMap(each -> each.keyPolicies().stream())
                .flatMap(name -> policy(name).stream())
                .flatMap(each -> each.attribute(Policy.PUBLIC_KEY).stream())
                .toList();
    }

    /** Whether a listener shows its clients the certificate of this ARN. */
    public boolean showsCertificate(String arn) {
        return listeners.stream().anyMatch(each -> each.certificateId().equals(Optional.of(arn)));
    }

    /** The same certificate, by its new ARN. */
    public LoadBalancer withRenamedCertificate(String before, String after) {
        return withListeners(listeners.stream()
                .map(each -> each.certificateId().equals(Optional.of(before)) ? each.withCertificate(after) : each)
                .toList());
    }

    public LoadBalancer withPlaces(List<String> subnetIds) {
        return with(subnetIds, securityGroups, listeners, healthCheck, attributes, policies, backEnds, tags);
    }

    public LoadBalancer withSecurityGroups(List<String> groups) {
        return with(subnets, groups, listeners, healthCheck, attributes, policies, backEnds, tags);
    }

    public LoadBalancer withListeners(List<Listener> some) {
        return with(subnets, securityGroups, some, healthCheck, attributes, policies, backEnds, tags);
    }

    /** The listener of the same port becomes this one. */
    public LoadBalancer withListener(Listener changed) {
        return withListeners(listeners.stream()
                .map(each -> each.port() == changed.port() ? changed : each)
                .toList());
    }

    public LoadBalancer withHealthCheck(HealthCheck check) {
        return with(subnets, securityGroups, listeners, check, attributes, policies, backEnds, tags);
    }

    public LoadBalancer withAttributes(Attributes changed) {
        return with(subnets, securityGroups, listeners, healthCheck, changed, policies, backEnds, tags);
    }

    public LoadBalancer withPolicies(List<Policy> some) {
        return with(subnets, securityGroups, listeners, healthCheck, attributes, some, backEnds, tags);
    }

    /** The instance port has these policies and no others. */
    public LoadBalancer withBackEnd(BackEnd changed) {
        List<BackEnd> some = Stream.concat(
                        backEnds.stream().filter(each -> each.instancePort() != changed.instancePort()),
                        Stream.of(changed).filter(each -> !each.policyNames().isEmpty()))
                .toList();
        return with(subnets, securityGroups, listeners, healthCheck, attributes, policies, some, tags);
    }

    public LoadBalancer withTags(Map<String, String> some) {
        return with(subnets, securityGroups, listeners, healthCheck, attributes, policies, backEnds, some);
    }

    /** The same load balancer: what it is called, where it is and since when never change. */
    private LoadBalancer with(
            List<String> nowSubnets,
            List<String> nowGroups,
            List<Listener> nowListeners,
            HealthCheck nowCheck,
            Attributes nowAttributes,
            List<Policy> nowPolicies,
            List<BackEnd> nowBackEnds,
            Map<String, String> nowTags) {
        return new LoadBalancer(
                name,
                dnsName,
                vpcId,
                scheme,
                created,
                nowSubnets,
                nowGroups,
                nowListeners,
                nowCheck,
                nowAttributes,
                nowPolicies,
                nowBackEnds,
                nowTags);
    }
}
