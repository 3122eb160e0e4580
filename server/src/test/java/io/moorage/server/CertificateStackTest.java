package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * CloudFormation template reference, {@code AWS::IAM::ServerCertificate}: another path or tag needs no interruption, another body a
 * replacement; {@code Ref} is its name.
 */
final class CertificateStackTest {
    private static final String TEMPLATE = """
            Resources:
              Site:
                Type: AWS::IAM::ServerCertificate
                Properties:
                  Path: /first/
                  Tags: [{Key: a, Value: b}]
                  CertificateBody: |
            %s
                  PrivateKey: |
            %s
              Front:
                Type: AWS::ElasticLoadBalancing::LoadBalancer
                Properties:
                  AvailabilityZones: !GetAZs ''
                  Listeners:
                    - {Protocol: HTTPS, LoadBalancerPort: '443', InstancePort: '80', SSLCertificateId: !GetAtt Site.Arn}
            Outputs:
              Name: {Value: !Ref Site}
              Arn: {Value: !GetAtt Site.Arn}
            """;

    private static String template(SelfSigned certificate) throws Exception {
        return TEMPLATE.formatted(
                Files.readString(certificate.body()).strip().indent(10).stripTrailing(),
                Files.readString(certificate.key()).strip().indent(10).stripTrailing());
    }

    @Test
    void aCertificateOfALoadBalancerIsMadeChangedReplacedAndDeleted(@TempDir Path home) throws Exception {
        SelfSigned first = SelfSigned.of("first", home);
        try (SimulatedServer server = new SimulatedServer(home)) {
            LiveStacks stacks = new LiveStacks(server);
            String born = AccountState.of(server).toString();
            stacks.done("Action=CreateStack&StackName=site&TemplateBody=" + LiveStacks.encoded(template(first)));
            assertThat(stacks.settled("site", ">CREATE_COMPLETE<"))
                    .contains(":server-certificate/first/site-Site-", "<OutputValue>site-Site-");
            String moved =
                    template(first).replace("/first/", "/second/").replace("{Key: a, Value: b}", "{Key: c, Value: d}");
            stacks.done("Action=UpdateStack&StackName=site&TemplateBody=" + LiveStacks.encoded(moved));
            String name = name(stacks.settled("site", ">UPDATE_COMPLETE<"));
            String renewed = template(SelfSigned.of("second", home));
            stacks.done("Action=UpdateStack&StackName=site&TemplateBody=" + LiveStacks.encoded(renewed));
            assertThat(name(stacks.settled("site", ">UPDATE_COMPLETE<"))).isNotEqualTo(name);
            stacks.done("Action=DeleteStack&StackName=site");
            stacks.settled("site", "DELETE_COMPLETE");
            assertThat(AccountState.of(server).toString()).isEqualTo(born);
        }
    }

    private static String name(String description) {
        String found = "<OutputValue>site-Site-";
        int at = description.indexOf(found);
        assertThat(at).as(description).isNotNegative();
        return description.substring(at, description.indexOf('<', at + found.length()));
    }
}
