package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Elastic Load Balancing as Debian's AWS CLI speaks it ({@code aws elb}), against {@code server --simulate}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("isInstalled")
final class ElbTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private SimulatedServer server;
    private AwsCli cli;
    private Path home;

    static boolean isInstalled() {
        return AwsCli.isInstalled();
    }

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        home = directory;
        server = new SimulatedServer(directory);
        cli = new AwsCli(server.uri(), directory);
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    /** Classic Load Balancers guide, "Tutorial: Create a Classic Load Balancer", by its commands. */
    @Test
    void aLoadBalancerFromItsBirthToItsEnd() throws Exception {
        String image = AwsCli.value(cli.done("ec2", "describe-images"), "ImageId");
        String instance = AwsCli.value(
                cli.done(
                        "ec2",
                        "run-instances",
                        "--image-id",
                        image,
                        "--instance-type",
                        "t3.micro",
                        "--placement",
                        "AvailabilityZone=us-east-1a"),
                "InstanceId");
        String dns = AwsCli.value(
                cli.done(
                        "elb",
                        "create-load-balancer",
                        "--load-balancer-name",
                        "web",
                        "--listeners",
                        "Protocol=HTTP,LoadBalancerPort=80,InstanceProtocol=HTTP,InstancePort=8080",
                        "--availability-zones",
                        "us-east-1a",
                        "us-east-1b",
                        "--tags",
                        "Key=team,Value=lima"),
                "DNSName");
        assertThat(dns).startsWith("web-").endsWith(".us-east-1.elb.amazonaws.com");
        cli.done(
                "elb",
                "configure-health-check",
                "--load-balancer-name",
                "web",
                "--health-check",
                "Target=HTTP:8080/ping,Interval=10,Timeout=5,UnhealthyThreshold=2,HealthyThreshold=2");
        cli.done(
                "elb",
                "create-lb-cookie-stickiness-policy",
                "--load-balancer-name",
                "web",
                "--policy-name",
                "sticky",
                "--cookie-expiration-period",
                "60");
        cli.done(
                "elb",
                "set-load-balancer-policies-of-listener",
                "--load-balancer-name",
                "web",
                "--load-balancer-port",
                "80",
                "--policy-names",
                "sticky");
        cli.done(
                "elb",
                "modify-load-balancer-attributes",
                "--load-balancer-name",
                "web",
                "--load-balancer-attributes",
                "{\"CrossZoneLoadBalancing\":{\"Enabled\":true},\"ConnectionDraining\":{\"Enabled\":true,\"Timeout\":60}}");
        await().atMost(PATIENCE)
                .until(() -> cli.run(
                                        "elb",
                                        "register-instances-with-load-balancer",
                                        "--load-balancer-name",
                                        "web",
                                        "--instances",
                                        instance)
                                .exitCode()
                        == 0);
        cli.done("elb", "wait", "instance-in-service", "--load-balancer-name", "web", "--instances", instance);
        assertThat(cli.done("elb", "describe-load-balancers", "--load-balancer-names", "web"))
                .contains(
                        dns,
                        instance,
                        "HTTP:8080/ping",
                        "\"LBCookieStickinessPolicies\"",
                        "\"CookieExpirationPeriod\": 60")
                .contains("internet-facing", "\"us-east-1b\"");
        assertThat(cli.done("elb", "describe-load-balancer-attributes", "--load-balancer-name", "web"))
                .contains("\"IdleTimeout\": 60", "\"Timeout\": 60", "elb.http.desyncmitigationmode");
        assertThat(cli.done("elb", "describe-tags", "--load-balancer-names", "web"))
                .contains("lima");
        assertThat(cli.done("ec2", "describe-network-interfaces", "--filters", "Name=description,Values=ELB web"))
                .contains("amazon-elb", "\"PublicIp\"");
        cli.done(
                "elb",
                "deregister-instances-from-load-balancer",
                "--load-balancer-name",
                "web",
                "--instances",
                instance);
        cli.done("elb", "delete-load-balancer", "--load-balancer-name", "web");
        assertThat(cli.run("elb", "describe-load-balancers", "--load-balancer-names", "web")
                        .output())
                .contains("(LoadBalancerNotFound)", "There is no ACTIVE Load Balancer named 'web'");
    }

    /**
     * Guide, "Create a Classic Load Balancer with an HTTPS listener", by its commands: a certificate in IAM, a listener that shows
     * it, a policy of what may be negotiated, and another certificate.
     */
    @Test
    void anEncryptedListenerHasACertificateOfIam() throws Exception {
        String first = certificate("first");
        cli.done(
                "elb",
                "create-load-balancer",
                "--load-balancer-name",
                "shop",
                "--listeners",
                "Protocol=HTTPS,LoadBalancerPort=443,InstanceProtocol=HTTP,InstancePort=80,SSLCertificateId=" + first,
                "--availability-zones",
                "us-east-1a");
        cli.done(
                "elb",
                "create-load-balancer-policy",
                "--load-balancer-name",
                "shop",
                "--policy-name",
                "strict",
                "--policy-type-name",
                "SSLNegotiationPolicyType",
                "--policy-attributes",
                "AttributeName=Reference-Security-Policy,AttributeValue=ELBSecurityPolicy-TLS-1-2-2017-01");
        String policies = "set-load-balancer-policies-of-listener";
        cli.done(
                "elb",
                policies,
                "--load-balancer-name",
                "shop",
                "--load-balancer-port",
                "443",
                "--policy-names",
                "strict");
        assertThat(cli.done("elb", "describe-load-balancers", "--load-balancer-names", "shop"))
                .contains("\"SSLCertificateId\": \"" + first, "\"strict\"", "\"ELBSecurityPolicy-2016-08\"");
        assertThat(cli.run("iam", "delete-server-certificate", "--server-certificate-name", "first")
                        .output())
                .contains("(DeleteConflict)");
        cli.done(
                "elb",
                "set-load-balancer-listener-ssl-certificate",
                "--load-balancer-name",
                "shop",
                "--load-balancer-port",
                "443",
                "--ssl-certificate-id",
                certificate("second"));
        cli.done("iam", "delete-server-certificate", "--server-certificate-name", "first");
        assertThat(cli.done("iam", "list-server-certificates"))
                .contains("server-certificate/second")
                .doesNotContain("server-certificate/first", "PRIVATE");
        cli.done("elb", "delete-load-balancer", "--load-balancer-name", "shop");
    }

    /** The ARN of one that OpenSSL made. */
    private String certificate(String name) throws Exception {
        SelfSigned made = SelfSigned.of(name, home);
        return AwsCli.value(
                cli.done(
                        "iam",
                        "upload-server-certificate",
                        "--server-certificate-name",
                        name,
                        "--certificate-body",
                        "file://" + made.body(),
                        "--private-key",
                        "file://" + made.key()),
                "Arn");
    }

    /** CloudFormation user guide, {@code AWS::ElasticLoadBalancing::LoadBalancer}: made, changed in place, deleted. */
    @Test
    void aStackHasALoadBalancer() throws Exception {
        Path template = Files.writeString(home.resolve("lb.json"), template("10"));
        cli.done("cloudformation", "create-stack", "--stack-name", "lb", "--template-body", "file://" + template);
        cli.done("cloudformation", "wait", "stack-create-complete", "--stack-name", "lb");
        String stack = cli.done("cloudformation", "describe-stacks", "--stack-name", "lb");
        String name = AwsCli.value(
                cli.done(
                        "cloudformation",
                        "describe-stack-resource",
                        "--stack-name",
                        "lb",
                        "--logical-resource-id",
                        "Balancer"),
                "PhysicalResourceId");
        assertThat(name).startsWith("lb-Balancer-").hasSizeLessThanOrEqualTo(32);
        assertThat(AwsCli.value(stack, "OutputValue")).startsWith(name.toLowerCase(Locale.ROOT) + "-");
        Files.writeString(template, template("20"));
        cli.done("cloudformation", "update-stack", "--stack-name", "lb", "--template-body", "file://" + template);
        cli.done("cloudformation", "wait", "stack-update-complete", "--stack-name", "lb");
        assertThat(cli.done("elb", "describe-load-balancers", "--load-balancer-names", name))
                .contains("\"Interval\": 20", "\"Target\": \"TCP:3306\"");
        cli.done("cloudformation", "delete-stack", "--stack-name", "lb");
        cli.done("cloudformation", "wait", "stack-delete-complete", "--stack-name", "lb");
        assertThat(cli.done("elb", "describe-load-balancers")).doesNotContain(name);
    }

    private static String template(String interval) {
        return """
                {"Resources": {"Balancer": {"Type": "AWS::ElasticLoadBalancing::LoadBalancer", "Properties": {
                  "AvailabilityZones": {"Fn::GetAZs": ""},
                  "Listeners": [{"LoadBalancerPort": "3306", "InstancePort": "3306", "Protocol": "TCP", "PolicyNames": []}],
                  "Policies": [{"PolicyName": "proxy", "PolicyType": "ProxyProtocolPolicyType", "InstancePorts": ["3306"],
                    "Attributes": [{"Name": "ProxyProtocol", "Value": true}]}],
                  "ConnectionDrainingPolicy": {"Enabled": true, "Timeout": 30},
                  "HealthCheck": {"Target": "TCP:3306", "HealthyThreshold": "2", "UnhealthyThreshold": "2",
                    "Interval": "%s", "Timeout": "5"}}}},
                 "Outputs": {"Name": {"Value": {"Fn::GetAtt": ["Balancer", "DNSName"]}}}}
                """.formatted(interval);
    }
}
