package io.moorage.elb;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsmodels.elb.CreateLoadBalancerListenerInput;
import io.moorage.awsmodels.elb.CreateLoadBalancerPolicyInput;
import io.moorage.awsmodels.elb.DeleteLoadBalancerPolicyInput;
import io.moorage.awsmodels.elb.DescribeAccessPointsInput;
import io.moorage.awsmodels.elb.DescribeLoadBalancerPoliciesInput;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.awsmodels.elb.Listener;
import io.moorage.awsmodels.elb.ListenerDescription;
import io.moorage.awsmodels.elb.PolicyAttribute;
import io.moorage.awsmodels.elb.PolicyAttributeDescription;
import io.moorage.awsmodels.elb.PolicyDescription;
import io.moorage.awsmodels.elb.SetLoadBalancerPoliciesForBackendServerInput;
import io.moorage.awsmodels.elb.SetLoadBalancerPoliciesOfListenerInput;
import io.moorage.store.ElbTables;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Policies of encrypted listeners and of encrypted instance ports (guide, "HTTPS listeners for your Classic Load Balancer"). */
final class EncryptedListenersTest {
    private final ElbWorld world = new ElbWorld();

    @BeforeEach
    void create() {
        world.create("web");
        world.call(
                ElbOperations.CREATE_LOAD_BALANCER_LISTENERS,
                CreateLoadBalancerListenerInput.builder()
                        .loadBalancerName("web")
                        .listeners(List.of(Listener.builder()
                                .protocol("HTTPS")
                                .loadBalancerPort(443)
                                .instanceProtocol("HTTPS")
                                .instancePort(8443)
                                .sslCertificateId(ElbWorld.CERTIFICATE)
                                .build()))
                        .build());
    }

    private void policy(String name, String type, String... attributes) {
        List<PolicyAttribute> some = new ArrayList<>();
        for (int i = 0; i < attributes.length; i += 2) {
            some.add(PolicyAttribute.builder()
                    .attributeName(attributes[i])
                    .attributeValue(attributes[i + 1])
                    .build());
        }
        world.call(
                ElbOperations.CREATE_LOAD_BALANCER_POLICY,
                CreateLoadBalancerPolicyInput.builder()
                        .loadBalancerName("web")
                        .policyName(name)
                        .policyTypeName(type)
                        .policyAttributes(some)
                        .build());
    }

    private void ofListener(int port, String... names) {
        world.call(
                ElbOperations.SET_LOAD_BALANCER_POLICIES_OF_LISTENER,
                SetLoadBalancerPoliciesOfListenerInput.builder()
                        .loadBalancerName("web")
                        .loadBalancerPort(port)
                        .policyNames(List.of(names))
                        .build());
    }

    private void ofInstances(int port, String... names) {
        world.call(
                ElbOperations.SET_LOAD_BALANCER_POLICIES_FOR_BACKEND_SERVER,
                SetLoadBalancerPoliciesForBackendServerInput.builder()
                        .loadBalancerName("web")
                        .instancePort(port)
                        .policyNames(List.of(names))
                        .build());
    }

    private List<String> policiesOf(int port) {
        return world
                .call(
                        ElbOperations.DESCRIBE_LOAD_BALANCERS,
                        DescribeAccessPointsInput.builder()
                                .loadBalancerNames(List.of("web"))
                                .build())
                .loadBalancerDescriptions()
                .getFirst()
                .listenerDescriptions()
                .stream()
                .filter(each -> each.listener() != null && each.listener().loadBalancerPort() == port)
                .map(ListenerDescription::policyNames)
                .findFirst()
                .orElseThrow();
    }

    private PolicyDescription described(String name) {
        return world.call(
                        ElbOperations.DESCRIBE_LOAD_BALANCER_POLICIES,
                        DescribeLoadBalancerPoliciesInput.builder()
                                .loadBalancerName("web")
                                .policyNames(List.of(name))
                                .build())
                .policyDescriptions()
                .getFirst();
    }

    private static PolicyAttributeDescription attribute(String name, String value) {
        return PolicyAttributeDescription.builder()
                .attributeName(name)
                .attributeValue(value)
                .build();
    }

    /** "If you don't specify one, the default security policy is ELBSecurityPolicy-2016-08." */
    @Test
    void aListenerHasThePolicyThatItIsGivenAndBeforeThatTheDefault() {
        assertThat(policiesOf(443)).containsExactly("ELBSecurityPolicy-2016-08");
        assertThat(described("ELBSecurityPolicy-2016-08").policyAttributeDescriptions())
                .contains(attribute("Protocol-TLSv1", "true"), attribute("ECDHE-RSA-AES128-SHA", "true"));
        policy("strict", "SSLNegotiationPolicyType", "Reference-Security-Policy", "ELBSecurityPolicy-TLS-1-2-2017-01");
        ofListener(443, "strict");
        assertThat(policiesOf(443)).containsExactly("strict");
        assertThat(described("strict").policyAttributeDescriptions())
                .contains(attribute("Protocol-TLSv1.2", "true"), attribute("Server-Defined-Cipher-Order", "true"))
                .doesNotContain(attribute("Protocol-TLSv1", "true"), attribute("AES128-SHA", "true"));
        world.refused("InvalidConfigurationRequest", "HTTPS and SSL", () -> ofListener(3306, "strict"));
    }

    @Test
    void theSixThatArePredefinedAreShown() {
        assertThat(world.call(
                                ElbOperations.DESCRIBE_LOAD_BALANCER_POLICIES,
                                DescribeLoadBalancerPoliciesInput.builder().build())
                        .policyDescriptions())
                .extracting(PolicyDescription::policyName)
                .containsExactly(
                        "ELBSecurityPolicy-TLS-1-2-2017-01",
                        "ELBSecurityPolicy-TLS-1-1-2017-01",
                        "ELBSecurityPolicy-2016-08",
                        "ELBSecurityPolicy-2015-05",
                        "ELBSecurityPolicy-2015-03",
                        "ELBSecurityPolicy-2015-02");
    }

    @Test
    void policiesThatSayNothingUsableAreRefused() {
        String type = "SSLNegotiationPolicyType";
        world.refused(
                "InvalidConfigurationRequest",
                "no predefined policy",
                () -> policy("p", type, "Reference-Security-Policy", "ELBSecurityPolicy-1999-01"));
        world.refused(
                "InvalidConfigurationRequest",
                "at least one protocol and one cipher",
                () -> policy("p", type, "Protocol-TLSv1.2", "true", "AES128-SHA", "false"));
        world.refused("InvalidConfigurationRequest", "not defined", () -> policy("p", type, "Protocol-TLSv9", "true"));
        world.refused(
                "InvalidConfigurationRequest",
                "true or false",
                () -> policy("p", type, "Protocol-TLSv1.2", "yes", "AES128-SHA", "true"));
    }

    /** Guide, "Configure back-end instance authentication": a public key, a policy of such, and the instance port. */
    @Test
    void theKeysThatInstancesMayHave() throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
        String key = Base64.getEncoder()
                .encodeToString(keys.generateKeyPair().getPublic().getEncoded());
        String authentication = "BackendServerAuthenticationPolicyType";
        world.refused("PolicyNotFound", "key", () -> policy("auth", authentication, "PublicKeyPolicyName", "key"));
        policy("key", "PublicKeyPolicyType", "PublicKey", "-----BEGIN PUBLIC KEY-----\n" + key + "\n");
        policy("auth", authentication, "PublicKeyPolicyName", "key");
        world.refused("InvalidConfigurationRequest", "PublicKeyPolicyType", () -> ofInstances(8443, "key"));
        world.refused("InvalidConfigurationRequest", "HTTPS and SSL", () -> ofInstances(3306, "auth"));
        ofInstances(8443, "auth");
        assertThat(world.store
                        .view()
                        .find(ElbTables.LOAD_BALANCERS, "web")
                        .orElseThrow()
                        .instanceKeys(8443))
                .containsExactly(key);
        world.refused(
                "InvalidConfigurationRequest",
                "in use",
                () -> world.call(
                        ElbOperations.DELETE_LOAD_BALANCER_POLICY,
                        DeleteLoadBalancerPolicyInput.builder()
                                .loadBalancerName("web")
                                .policyName("key")
                                .build()));
    }
}
