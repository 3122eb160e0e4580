package io.moorage.elb;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsmodels.elb.AccessLog;
import io.moorage.awsmodels.elb.ConfigureHealthCheckInput;
import io.moorage.awsmodels.elb.CreateAppCookieStickinessPolicyInput;
import io.moorage.awsmodels.elb.CreateLoadBalancerPolicyInput;
import io.moorage.awsmodels.elb.DeleteLoadBalancerPolicyInput;
import io.moorage.awsmodels.elb.DescribeAccessPointsInput;
import io.moorage.awsmodels.elb.DetachLoadBalancerFromSubnetsInput;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.awsmodels.elb.HealthCheck;
import io.moorage.awsmodels.elb.Listener;
import io.moorage.awsmodels.elb.LoadBalancerAttributes;
import io.moorage.awsmodels.elb.ModifyLoadBalancerAttributesInput;
import io.moorage.awsmodels.elb.PolicyAttribute;
import io.moorage.awsmodels.elb.RegisterEndPointsInput;
import io.moorage.awsmodels.elb.SetLoadBalancerListenerSSLCertificateInput;
import io.moorage.awsmodels.elb.SetLoadBalancerPoliciesForBackendServerInput;
import io.moorage.awsmodels.elb.SetLoadBalancerPoliciesOfListenerInput;
import io.moorage.store.ElbTables;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, with the codes of the API reference ("Errors" of each action). */
final class RefusedRequestsTest {
    private final ElbWorld world = new ElbWorld();

    private void create(CreateLoadBalancerRequest request, String code, String message) {
        world.refused(
                code,
                message,
                () -> world.call(
                        ElbOperations.CREATE_LOAD_BALANCER,
                        request.change(world.request("web")).build()));
    }

    private interface CreateLoadBalancerRequest {
        io.moorage.awsmodels.elb.CreateAccessPointInput.Builder change(
                io.moorage.awsmodels.elb.CreateAccessPointInput.Builder good);
    }

    private static Listener listener(String protocol, String inside, @Nullable String certificate) {
        return Listener.builder()
                .protocol(protocol)
                .instanceProtocol(inside)
                .loadBalancerPort(443)
                .instancePort(80)
                .sslCertificateId(certificate)
                .build();
    }

    @Test
    void creations() {
        create(good -> good.loadBalancerName("a_b"), "ValidationError", "alphanumeric characters or hyphens");
        create(good -> good.loadBalancerName("x".repeat(33)), "ValidationError", "longer than '32'");
        create(good -> good.subnets(null), "ValidationError", "Either AvailabilityZones or SubnetIds");
        create(good -> good.availabilityZones(List.of("us-east-1a")), "ValidationError", "Only one of");
        create(good -> good.subnets(List.of("subnet-0")), "SubnetNotFound", "subnet-0");
        create(good -> good.scheme("public"), "InvalidScheme", "public");
        create(good -> good.securityGroups(List.of("sg-0")), "InvalidSecurityGroup", "sg-0");
        create(good -> good.listeners(List.of()), "ValidationError", "Listeners");
        create(good -> good.listeners(List.of(listener("UDP", "TCP", null))), "UnsupportedProtocol", "UDP");
        create(
                good -> good.listeners(List.of(listener("HTTP", "TCP", null))),
                "InvalidConfigurationRequest",
                "same layer");
        create(
                good -> good.listeners(List.of(listener("HTTPS", "HTTP", null))),
                "InvalidConfigurationRequest",
                "SSLCertificateId");
        create(
                good -> good.listeners(List.of(listener("HTTPS", "HTTP", "arn:nowhere"))),
                "CertificateNotFound",
                "arn:nowhere");
        create(good -> good.listeners(List.of(ElbWorld.tcp(80, 80), ElbWorld.tcp(80, 81))), "DuplicateListener", "80");
        world.create("web");
        create(good -> good.listeners(List.of(ElbWorld.tcp(80, 80))), "DuplicateLoadBalancerName", "different");
    }

    @ParameterizedTest
    @CsvSource({
        "TCP, 30, 5, ValidationError",
        "TCP:0, 30, 5, ValidationError",
        "TCP:80/x, 30, 5, ValidationError",
        "HTTP:80, 30, 5, ValidationError",
        "UDP:80, 30, 5, UnsupportedProtocol",
        "TCP:80, 5, 5, ValidationError",
        "TCP:80, 4, 2, ValidationError",
    })
    void healthChecks(String target, int interval, int timeout, String code) {
        world.create("web");
        world.refused(
                code,
                "",
                () -> world.call(
                        ElbOperations.CONFIGURE_HEALTH_CHECK,
                        ConfigureHealthCheckInput.builder()
                                .loadBalancerName("web")
                                .healthCheck(HealthCheck.builder()
                                        .target(target)
                                        .interval(interval)
                                        .timeout(timeout)
                                        .healthyThreshold(2)
                                        .unhealthyThreshold(2)
                                        .build())
                                .build()));
    }

    @Test
    void whatIsNotThere() {
        world.refused(
                "LoadBalancerNotFound",
                "There is no ACTIVE Load Balancer named 'no'",
                () -> world.call(
                        ElbOperations.DESCRIBE_LOAD_BALANCERS,
                        DescribeAccessPointsInput.builder()
                                .loadBalancerNames(List.of("no"))
                                .build()));
        world.create("web");
        world.refused(
                "InvalidInstance",
                "i-0",
                () -> world.call(
                        ElbOperations.REGISTER_INSTANCES_WITH_LOAD_BALANCER,
                        RegisterEndPointsInput.builder()
                                .loadBalancerName("web")
                                .instances(ElbWorld.shapes("i-0"))
                                .build()));
        world.refused(
                "ListenerNotFound",
                "81",
                () -> world.call(
                        ElbOperations.SET_LOAD_BALANCER_LISTENER_SSL_CERTIFICATE,
                        SetLoadBalancerListenerSSLCertificateInput.builder()
                                .loadBalancerName("web")
                                .loadBalancerPort(81)
                                .sslCertificateId(ElbWorld.CERTIFICATE)
                                .build()));
        world.refused(
                "InvalidConfigurationRequest",
                "at least one subnet",
                () -> world.call(
                        ElbOperations.DETACH_LOAD_BALANCER_FROM_SUBNETS,
                        DetachLoadBalancerFromSubnetsInput.builder()
                                .loadBalancerName("web")
                                .subnets(List.of(world.subnet("a"), world.subnet("b")))
                                .build()));
    }

    private CreateLoadBalancerPolicyInput policy(String name, String type, String attribute, String value) {
        return CreateLoadBalancerPolicyInput.builder()
                .loadBalancerName("web")
                .policyName(name)
                .policyTypeName(type)
                .policyAttributes(List.of(PolicyAttribute.builder()
                        .attributeName(attribute)
                        .attributeValue(value)
                        .build()))
                .build();
    }

    private void policyRefused(CreateLoadBalancerPolicyInput input, String code) {
        world.refused(code, "", () -> world.call(ElbOperations.CREATE_LOAD_BALANCER_POLICY, input));
    }

    /** Guide, "Configure proxy protocol": a policy, and its instance port. */
    @Test
    void policies() {
        world.create("web");
        policyRefused(policy("p", "NoType", "X", "y"), "PolicyTypeNotFound");
        policyRefused(policy("p", "PublicKeyPolicyType", "PublicKey", "y"), "InvalidConfigurationRequest");
        policyRefused(policy("p", "ProxyProtocolPolicyType", "ProxyProtocol", "maybe"), "InvalidConfigurationRequest");
        world.call(
                ElbOperations.CREATE_LOAD_BALANCER_POLICY,
                policy("p", "ProxyProtocolPolicyType", "ProxyProtocol", "true"));
        policyRefused(policy("p", "ProxyProtocolPolicyType", "ProxyProtocol", "false"), "DuplicatePolicyName");
        world.call(
                ElbOperations.SET_LOAD_BALANCER_POLICIES_FOR_BACKEND_SERVER,
                SetLoadBalancerPoliciesForBackendServerInput.builder()
                        .loadBalancerName("web")
                        .instancePort(3306)
                        .policyNames(List.of("p"))
                        .build());
        world.refused(
                "InvalidConfigurationRequest",
                "in use",
                () -> world.call(
                        ElbOperations.DELETE_LOAD_BALANCER_POLICY,
                        DeleteLoadBalancerPolicyInput.builder()
                                .loadBalancerName("web")
                                .policyName("p")
                                .build()));
        world.call(
                ElbOperations.CREATE_APP_COOKIE_STICKINESS_POLICY,
                CreateAppCookieStickinessPolicyInput.builder()
                        .loadBalancerName("web")
                        .policyName("s")
                        .cookieName("SESSION")
                        .build());
        world.refused(
                "InvalidConfigurationRequest",
                "HTTP and HTTPS",
                () -> world.call(
                        ElbOperations.SET_LOAD_BALANCER_POLICIES_OF_LISTENER,
                        SetLoadBalancerPoliciesOfListenerInput.builder()
                                .loadBalancerName("web")
                                .loadBalancerPort(3306)
                                .policyNames(List.of("s"))
                                .build()));
        assertThat(world.store
                        .view()
                        .find(ElbTables.LOAD_BALANCERS, "web")
                        .orElseThrow()
                        .backEndPolicies(3306))
                .containsExactly("p");
    }

    @Test
    void accessLogs() {
        world.create("web");
        accessLogRefused(AccessLog.builder().enabled(true).build(), "bucket");
        AccessLog.Builder good = AccessLog.builder().enabled(true).s3BucketName("logs");
        accessLogRefused(good.s3BucketPrefix("../elsewhere").build(), "S3BucketPrefix");
        accessLogRefused(good.s3BucketPrefix("a/../b").build(), "S3BucketPrefix");
        accessLogRefused(good.s3BucketPrefix("a").emitInterval(7).build(), "EmitInterval");
        accessLogRefused(good.s3BucketName("..").emitInterval(5).build(), "bucket");
    }

    private void accessLogRefused(AccessLog asked, String words) {
        world.refused(
                "InvalidConfigurationRequest",
                words,
                () -> world.call(
                        ElbOperations.MODIFY_LOAD_BALANCER_ATTRIBUTES,
                        ModifyLoadBalancerAttributesInput.builder()
                                .loadBalancerName("web")
                                .loadBalancerAttributes(LoadBalancerAttributes.builder()
                                        .accessLog(asked)
                                        .build())
                                .build()));
    }
}
