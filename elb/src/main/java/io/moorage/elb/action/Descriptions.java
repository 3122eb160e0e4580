package io.moorage.elb.action;

import io.moorage.awsmodels.elb.AppCookieStickinessPolicy;
import io.moorage.awsmodels.elb.BackendServerDescription;
import io.moorage.awsmodels.elb.LBCookieStickinessPolicy;
import io.moorage.awsmodels.elb.ListenerDescription;
import io.moorage.awsmodels.elb.LoadBalancerDescription;
import io.moorage.awsmodels.elb.SourceSecurityGroup;
import io.moorage.elb.ElbConfig;
import io.moorage.model.ec2.SecurityGroup;
import io.moorage.model.elb.Listener;
import io.moorage.model.elb.LoadBalancer;
import io.moorage.model.elb.Policy;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import java.util.List;

/** Load balancers as answers show them. */
record Descriptions(ReadView view, ElbConfig config) {
    LoadBalancerDescription of(LoadBalancer row) {
        return LoadBalancerDescription.builder()
                .loadBalancerName(row.name())
                .dnsName(row.dnsName())
                .canonicalHostedZoneName(row.scheme() == LoadBalancer.Scheme.INTERNAL ? null : row.dnsName())
                .canonicalHostedZoneNameID(config.hostedZoneId().orElse(null))
                .listenerDescriptions(
                        row.listeners().stream().map(Descriptions::listener).toList())
                .policies(policies(row))
                .backendServerDescriptions(row.backEnds().stream()
                        .map(each -> BackendServerDescription.builder()
                                .instancePort(each.instancePort())
                                .policyNames(each.policyNames())
                                .build())
                        .toList())
                .availabilityZones(Places.zones(view, row))
                .subnets(row.subnets())
                .vpcId(row.vpcId())
                .instances(Instances.of(view, row.name()))
                .healthCheck(HealthChecks.shape(row.healthCheck()))
                .sourceSecurityGroup(sourceGroup(row))
                .securityGroups(row.securityGroups())
                .createdTime(row.created())
                .scheme(row.scheme().word())
                .build();
    }

    private static ListenerDescription listener(Listener listener) {
        return ListenerDescription.builder()
                .listener(io.moorage.awsmodels.elb.Listener.builder()
                        .protocol(listener.protocol().name())
                        .loadBalancerPort(listener.port())
                        .instanceProtocol(listener.instanceProtocol().name())
                        .instancePort(listener.instancePort())
                        .sslCertificateId(listener.certificateId().orElse(null))
                        .build())
                .policyNames(listener.policyNames())
                .build();
    }

    private static io.moorage.awsmodels.elb.Policies policies(LoadBalancer row) {
        return io.moorage.awsmodels.elb.Policies.builder()
                .appCookieStickinessPolicies(of(row, Policy.Type.APP_COOKIE_STICKINESS).stream()
                        .map(each -> AppCookieStickinessPolicy.builder()
                                .policyName(each.name())
                                .cookieName(each.attribute(Policies.COOKIE_NAME).orElse(null))
                                .build())
                        .toList())
                .lbCookieStickinessPolicies(of(row, Policy.Type.LB_COOKIE_STICKINESS).stream()
                        .map(each -> LBCookieStickinessPolicy.builder()
                                .policyName(each.name())
                                .cookieExpirationPeriod(each.attribute(Policies.COOKIE_EXPIRATION_PERIOD)
                                        .map(Long::valueOf)
                                        .orElse(null))
                                .build())
                        .toList())
                .otherPolicies(row.policies().stream()
                        .filter(each -> !each.type().isSticky())
                        .map(Policy::name)
                        .toList())
                .build();
    }

    private static List<Policy> of(LoadBalancer row, Policy.Type type) {
        return row.policies().stream().filter(each -> each.type() == type).toList();
    }

    /** By which instances let the load balancer in. */
    private SourceSecurityGroup sourceGroup(LoadBalancer row) {
        return SourceSecurityGroup.builder()
                .ownerAlias(config.accountId())
                .groupName(row.securityGroups().stream()
                        .findFirst()
                        .flatMap(id -> view.find(Ec2Tables.SECURITY_GROUPS, id))
                        .map(SecurityGroup::name)
                        .orElse(null))
                .build();
    }
}
