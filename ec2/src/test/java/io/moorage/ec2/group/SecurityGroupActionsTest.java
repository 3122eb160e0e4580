package io.moorage.ec2.group;

import static io.moorage.ec2.TestEc2.filter;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsmodels.ec2.AuthorizeSecurityGroupIngressRequest;
import io.moorage.awsmodels.ec2.CreateSecurityGroupRequest;
import io.moorage.awsmodels.ec2.DeleteSecurityGroupRequest;
import io.moorage.awsmodels.ec2.DescribeSecurityGroupRulesRequest;
import io.moorage.awsmodels.ec2.DescribeSecurityGroupsRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.IpPermission;
import io.moorage.awsmodels.ec2.IpRange;
import io.moorage.awsmodels.ec2.RevokeSecurityGroupEgressRequest;
import io.moorage.awsmodels.ec2.RevokeSecurityGroupIngressRequest;
import io.moorage.awsmodels.ec2.SecurityGroup;
import io.moorage.awsmodels.ec2.UserIdGroupPair;
import io.moorage.ec2.TestEc2;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** EC2 API reference, the actions on security groups. */
@NullUnmarked // Members of answers may be null by their model; one that is missing fails its test.
class SecurityGroupActionsTest {
    private final TestEc2 ec2 = new TestEc2();

    @AfterEach
    void close() {
        ec2.close();
    }

    @Test
    void aNewGroupLetsEverythingOutAndNothingIn() {
        SecurityGroup group = describe(create("web"));

        assertThat(group.ipPermissions()).isEmpty();
        assertThat(group.ipPermissionsEgress()).singleElement().satisfies(each -> {
            assertThat(each.ipProtocol()).isEqualTo("-1");
            assertThat(each.fromPort()).isNull();
            assertThat(each.ipRanges()).extracting(IpRange::cidrIp).containsExactly("0.0.0.0/0");
        });
        ec2.refuses("InvalidGroup.Duplicate", Ec2Operations.CREATE_SECURITY_GROUP, request("web"));
        ec2.refuses("InvalidParameterValue", Ec2Operations.CREATE_SECURITY_GROUP, request("sg-web"));
    }

    @Test
    void rulesAreAddedOnceAndRevoked() {
        String id = create("efs");
        ec2.call(Ec2Operations.AUTHORIZE_SECURITY_GROUP_INGRESS, allow(id, tcp(2049, 2049, "172.31.0.0/16")));

        ec2.refuses(
                "InvalidPermission.Duplicate",
                Ec2Operations.AUTHORIZE_SECURITY_GROUP_INGRESS,
                allow(id, tcp(2049, 2049, "172.31.0.0/16")));
        assertThat(describe(id).ipPermissions()).singleElement().satisfies(each -> {
            assertThat(each.fromPort()).isEqualTo(2049);
            assertThat(each.ipRanges()).extracting(IpRange::cidrIp).containsExactly("172.31.0.0/16");
        });
        ec2.refuses(
                "InvalidPermission.NotFound",
                Ec2Operations.REVOKE_SECURITY_GROUP_INGRESS,
                revoke(id, tcp(2049, 2049, "10.0.0.0/8")));
        ec2.call(Ec2Operations.REVOKE_SECURITY_GROUP_INGRESS, revoke(id, tcp(2049, 2049, "172.31.0.0/16")));
        assertThat(describe(id).ipPermissions()).isEmpty();
    }

    @Test
    void rulesAreFoundAndRevokedById() {
        String id = create("web");
        String egress = String.valueOf(ec2.call(
                        Ec2Operations.DESCRIBE_SECURITY_GROUP_RULES,
                        DescribeSecurityGroupRulesRequest.builder()
                                .filters(List.of(filter("group-id", id)))
                                .build())
                .securityGroupRules()
                .getFirst()
                .securityGroupRuleId());

        ec2.call(
                Ec2Operations.REVOKE_SECURITY_GROUP_EGRESS,
                RevokeSecurityGroupEgressRequest.builder()
                        .groupId(id)
                        .securityGroupRuleIds(List.of(egress))
                        .build());

        assertThat(describe(id).ipPermissionsEgress()).isEmpty();
    }

    @Test
    void theOlderMembersOfARequestMakeARuleToo() {
        String id = create("ssh");
        ec2.call(
                Ec2Operations.AUTHORIZE_SECURITY_GROUP_INGRESS,
                AuthorizeSecurityGroupIngressRequest.builder()
                        .groupName("ssh")
                        .ipProtocol("tcp")
                        .fromPort(22)
                        .toPort(22)
                        .cidrIp("0.0.0.0/0")
                        .build());

        assertThat(describe(id).ipPermissions())
                .extracting(IpPermission::toPort)
                .containsExactly(22);
    }

    @ParameterizedTest
    @CsvSource({
        "tcp,  80, 79, 0.0.0.0/0, InvalidParameterValue",
        "tcp,  80, 70000, 0.0.0.0/0, InvalidParameterValue",
        "tcp,  , 80, 0.0.0.0/0, MissingParameter",
        "tcp,  80, 80, everyone, InvalidParameterValue",
        "tcp,  80, 80, , MissingParameter",
        "carrier pigeon, 1, 1, 0.0.0.0/0, InvalidPermission.Malformed",
        "256, 1, 1, 0.0.0.0/0, InvalidPermission.Malformed"
    })
    void aRuleThatMeansNothingIsRefused(String protocol, Integer from, Integer to, String block, String code) {
        String id = create("web");
        IpPermission permission = IpPermission.builder()
                .ipProtocol(protocol)
                .fromPort(from)
                .toPort(to)
                .ipRanges(
                        block == null
                                ? List.of()
                                : List.of(IpRange.builder().cidrIp(block).build()))
                .build();

        ec2.refuses(code, Ec2Operations.AUTHORIZE_SECURITY_GROUP_INGRESS, allow(id, permission));
        assertThat(describe(id).ipPermissions()).isEmpty();
    }

    @Test
    void aGroupInUseStays() {
        String worn = create("worn");
        ec2.run(request -> request.securityGroupIds(List.of(worn)));
        String named = create("named");
        ec2.call(
                Ec2Operations.AUTHORIZE_SECURITY_GROUP_INGRESS,
                allow(
                        create("naming"),
                        IpPermission.builder()
                                .ipProtocol("-1")
                                .userIdGroupPairs(List.of(
                                        UserIdGroupPair.builder().groupId(named).build()))
                                .build()));

        ec2.refuses("DependencyViolation", Ec2Operations.DELETE_SECURITY_GROUP, delete(worn));
        ec2.refuses("DependencyViolation", Ec2Operations.DELETE_SECURITY_GROUP, delete(named));
        ec2.refuses(
                "CannotDelete",
                Ec2Operations.DELETE_SECURITY_GROUP,
                delete(ec2.defaultGroup().id()));
        ec2.refuses("InvalidGroup.NotFound", Ec2Operations.DELETE_SECURITY_GROUP, delete("sg-00000000000000000"));
    }

    private String create(String name) {
        return String.valueOf(
                ec2.call(Ec2Operations.CREATE_SECURITY_GROUP, request(name)).groupId());
    }

    private static CreateSecurityGroupRequest request(String name) {
        return CreateSecurityGroupRequest.builder()
                .groupName(name)
                .description("for tests")
                .build();
    }

    private static DeleteSecurityGroupRequest delete(String id) {
        return DeleteSecurityGroupRequest.builder().groupId(id).build();
    }

    private SecurityGroup describe(String id) {
        return ec2.call(
                        Ec2Operations.DESCRIBE_SECURITY_GROUPS,
                        DescribeSecurityGroupsRequest.builder()
                                .groupIds(List.of(id))
                                .build())
                .securityGroups()
                .getFirst();
    }

    private static AuthorizeSecurityGroupIngressRequest allow(String id, IpPermission permission) {
        return AuthorizeSecurityGroupIngressRequest.builder()
                .groupId(id)
                .ipPermissions(List.of(permission))
                .build();
    }

    private static RevokeSecurityGroupIngressRequest revoke(String id, IpPermission permission) {
        return RevokeSecurityGroupIngressRequest.builder()
                .groupId(id)
                .ipPermissions(List.of(permission))
                .build();
    }

    private static IpPermission tcp(int from, int to, String block) {
        return IpPermission.builder()
                .ipProtocol("tcp")
                .fromPort(from)
                .toPort(to)
                .ipRanges(List.of(IpRange.builder().cidrIp(block).build()))
                .build();
    }
}
