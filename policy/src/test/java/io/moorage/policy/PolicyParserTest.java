package io.moorage.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.policy.Statement.Effect;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** IAM JSON policy reference, "Grammar". */
final class PolicyParserTest {
    private final PolicyParser parser = new PolicyParser();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not json | invalid Json",
                "{'Statement':[]} {} | invalid Json",
                "{'Statement':[],'Statement':[]} | invalid Json",
                "[] | Syntax errors",
                "{} | Syntax errors",
                "{'Statement':[]} | Syntax errors",
                "{'Version':'2020-01-01','Statement':{'Effect':'Allow','Action':'*','Resource':'*'}} | version",
                "{'Statement':{'Effect':'allow','Action':'*','Resource':'*'}} | Syntax errors",
                "{'Statement':{'Effect':'Allow','Resource':'*'}} | must contain actions",
                "{'Statement':{'Effect':'Allow','Action':[],'Resource':'*'}} | must contain actions",
                "{'Statement':{'Effect':'Allow','Action':'*'}} | must contain resources",
                "{'Statement':{'Effect':'Allow','Action':'RunTask','Resource':'*'}} | prefaced by a vendor",
                "{'Statement':{'Effect':'Allow','Action':'*','Resource':'bucket'}} | must be in ARN format",
                "{'Statement':{'Effect':'Allow','Action':'*','NotAction':'*','Resource':'*'}} | Syntax errors",
                "{'Statement':{'Effect':'Allow','Action':{'a':1},'Resource':'*'}} | Syntax errors",
                "{'Statement':{'Effect':'Allow','Action':'*','Resource':'*','Principal':'*'}} | should not specify a principal",
                "{'Statement':{'Effect':'Allow','Action':'*','Resource':'*','Surprise':1}} | Syntax errors",
                "{'Statement':{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Sounds':{'aws:x':'a'}}}} | Invalid Condition type",
                "{'Statement':{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Bool':{'x':'a'}}}} | prefaced by a vendor",
                "{'Statement':{'Effect':'Allow','Action':'*','Resource':'*','Condition':'x'}} | Syntax errors",
            })
    void malformedIdentityPoliciesAreRefused(String document, String reason) {
        assertThatThrownBy(() -> parser.identityPolicy(document.replace('\'', '"')))
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'Statement':{'Effect':'Allow','Action':'sts:AssumeRole'}} | Principal",
                "{'Statement':{'Effect':'Allow','Action':'sts:AssumeRole','Principal':'me'}} | Invalid principal",
                "{'Statement':{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{}}} | Invalid principal",
                "{'Statement':{'Effect':'Allow','Action':'sts:AssumeRole','Principal':'*','Resource':'*'}} | prohibited field Resource",
            })
    void malformedTrustPoliciesAreRefused(String document, String reason) {
        assertThatThrownBy(() -> parser.trustPolicy(document.replace('\'', '"')))
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void anAccountsIdStandsForItsRoot() throws Exception {
        PolicyDocument trust = parser.trustPolicy("""
                {"Statement":[{"Effect":"Deny","Principal":{"AWS":["123456789012","arn:aws:iam::1:role/r"],
                 "Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}""");
        Statement statement = trust.statements().getFirst();
        assertThat(statement.effect()).isEqualTo(Effect.DENY);
        assertThat(statement.principals().patterns())
                .containsExactly("arn:aws:iam::123456789012:root", "arn:aws:iam::1:role/r", "ec2.amazonaws.com");
        assertThat(trust.version()).isEqualTo("2008-10-17");
    }

    /** EFS user guide, "Using IAM to control file system data access": its examples name no Resource. */
    @Test
    void aResourcePolicyNamesWhoAndMaySayWhich() throws Exception {
        PolicyDocument policy = parser.resourcePolicy("""
                {"Version":"2012-10-17","Id":"x","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},
                 "Action":["elasticfilesystem:ClientMount"]}]}""");
        AccessRequest request = new AccessRequest(
                List.of(), "elasticfilesystem:ClientMount", "arn:aws:elasticfilesystem:x:1:file-system/fs-1", Map.of());
        assertThat(PolicyEngine.evaluate(List.of(policy), request)).isInstanceOf(Verdict.Allowed.class);

        assertThatThrownBy(() -> parser.resourcePolicy("""
                {"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"""))
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessageContaining("Principal");
        assertThatThrownBy(() -> parser.resourcePolicy("""
                {"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"fs-1"}}"""))
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessageContaining("must be in ARN format");
    }
}
