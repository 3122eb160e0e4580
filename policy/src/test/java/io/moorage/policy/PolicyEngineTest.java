package io.moorage.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** IAM user guide, "Policy evaluation logic", and IAM JSON policy reference. */
final class PolicyEngineTest {
    private static final String CLUSTER = "arn:aws:ecs:us-east-1:123456789012:cluster/default";

    private final PolicyParser parser = new PolicyParser();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'*' | ecs:RunTask | true",
                "'ecs:*' | ecs:RunTask | true",
                "'ecs:Run*' | ecs:RunTask | true",
                "'ECS:runtask' | ecs:RunTask | true",
                "'ecs:R?nTask' | ecs:RunTask | true",
                "'ecs:Submit*' | ecs:SubmitTaskStateChange | true",
                "'ecs:RunTask' | ecs:RunTasks | false",
                "'ec2:*' | ecs:RunTask | false",
                "'ecs:S*e' | ecs:StartTelemetrySession | false",
            })
    void actionsAreMatchedWithWildcardsAndWithoutCase(String pattern, String action, boolean allowed) throws Exception {
        assertThat(isAllowed(allow(pattern, "*", ""), action, "*", Map.of())).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "*,true",
        "arn:aws:ecs:us-east-1:123456789012:cluster/default,true",
        "arn:aws:ecs:*:*:cluster/*,true",
        "arn:aws:ecs:us-east-1:123456789012:cluster/de?ault,true",
        "arn:aws:ecs:us-east-1:123456789012:cluster/Default,false",
        "arn:aws:ecs:*,true",
        "arn:aws:ec2:*,false",
        "arn:aws:ecs:us-east-1:123456789012:service/*,false",
        "arn:aws:ecs:us-east-1:999999999999:cluster/*,false",
    })
    void resourcesAreMatchedPartByPartAndWithCase(String pattern, boolean allowed) throws Exception {
        assertThat(isAllowed(allow("ecs:*", pattern, ""), "ecs:RunTask", CLUSTER, Map.of()))
                .isEqualTo(allowed);
    }

    @Test
    void aDenyWinsWhereverItStands() throws Exception {
        List<PolicyDocument> policies = List.of(identity(allow("*", "*", "")), identity("""
                        {"Version":"2012-10-17","Statement":[{"Sid":"No","Effect":"Deny","Action":"ecs:*","Resource":"*"}]}
                        """));
        assertThat(PolicyEngine.evaluate(policies, request("ecs:RunTask", "*", Map.of())))
                .isInstanceOfSatisfying(
                        Verdict.ExplicitDeny.class,
                        deny -> assertThat(deny.by().sid()).isEqualTo("No"));
        assertThat(PolicyEngine.evaluate(policies, request("ec2:RunInstances", "*", Map.of())))
                .isInstanceOf(Verdict.Allowed.class);
        assertThat(PolicyEngine.evaluate(List.of(), request("ec2:RunInstances", "*", Map.of())))
                .isInstanceOf(Verdict.ImplicitDeny.class);
    }

    @Test
    void notActionAndNotResourceMeanEverythingElse() throws Exception {
        String document = """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","NotAction":["iam:*","sts:*"],
                 "NotResource":"arn:aws:ecs:*:*:cluster/prod"}}""";
        assertThat(isAllowed(document, "ecs:RunTask", CLUSTER, Map.of())).isTrue();
        assertThat(isAllowed(document, "iam:GetRole", CLUSTER, Map.of())).isFalse();
        assertThat(isAllowed(document, "ecs:RunTask", "arn:aws:ecs:eu-west-1:1:cluster/prod", Map.of()))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'StringEquals':{'aws:x':'a'}} | a | true",
                "{'StringEquals':{'aws:x':['b','a']}} | a | true",
                "{'StringEquals':{'aws:x':'A'}} | a | false",
                "{'StringEquals':{'aws:x':'a'}} |  | false",
                "{'StringEqualsIfExists':{'aws:x':'a'}} |  | true",
                "{'StringNotEquals':{'aws:x':['a','b']}} | b | false",
                "{'StringNotEquals':{'aws:x':['a','b']}} | c | true",
                "{'StringNotEquals':{'aws:x':'a'}} |  | true",
                "{'StringEqualsIgnoreCase':{'AWS:X':'A'}} | a | true",
                "{'StringLike':{'aws:x':'a*c'}} | abc | true",
                "{'StringNotLike':{'aws:x':'a*c'}} | abc | false",
                "{'ArnLike':{'aws:x':'arn:aws:ec2:*:*:instance/*'}} | arn:aws:ec2:us-east-1:1:instance/i-1 | true",
                "{'ArnEquals':{'aws:x':'arn:aws:ec2:*:1:volume/*'}} | arn:aws:ec2:us-east-1:1:instance/i-1 | false",
                "{'Bool':{'aws:x':'true'}} | true | true",
                "{'Bool':{'aws:x':true}} | false | false",
                "{'NumericLessThan':{'aws:x':'10'}} | 9.5 | true",
                "{'NumericGreaterThanEquals':{'aws:x':10}} | 10 | true",
                "{'NumericEquals':{'aws:x':'10'}} | ten | false",
                "{'DateGreaterThan':{'aws:x':'2026-01-01T00:00:00Z'}} | 2026-06-01T00:00:00Z | true",
                "{'DateLessThan':{'aws:x':'1767225600'}} | 2026-06-01T00:00:00Z | false",
                "{'IpAddress':{'aws:x':'10.0.0.0/8'}} | 10.1.2.3 | true",
                "{'IpAddress':{'aws:x':['192.168.0.0/16','10.1.2.3']}} | 10.1.2.3 | true",
                "{'IpAddress':{'aws:x':'10.0.0.0/9'}} | 10.128.0.1 | false",
                "{'IpAddress':{'aws:x':'2001:db8::/32'}} | 2001:db8::1 | true",
                "{'NotIpAddress':{'aws:x':'10.0.0.0/8'}} | 10.1.2.3 | false",
                "{'IpAddress':{'aws:x':'10.0.0.0/8'}} | not an address | false",
                "{'Null':{'aws:x':'true'}} |  | true",
                "{'Null':{'aws:x':'false'}} |  | false",
                "{'Null':{'aws:x':'false'}} | a | true",
                "{'ForAllValues:StringEquals':{'aws:x':['a','b']}} | a b | true",
                "{'ForAllValues:StringEquals':{'aws:x':['a','b']}} | a c | false",
                "{'ForAllValues:StringEquals':{'aws:x':['a','b']}} |  | true",
                "{'ForAnyValue:StringEquals':{'aws:x':['a','b']}} | c b | true",
                "{'ForAnyValue:StringEquals':{'aws:x':['a','b']}} |  | false",
                "{'ForAnyValue:StringNotEquals':{'aws:x':'a'}} | a b | true",
                "{'ForAllValues:StringNotEquals':{'aws:x':'a'}} | a b | false",
                "{'StringEquals':{'aws:x':'a'},'Bool':{'aws:y':'true'}} | a | false",
            })
    void conditions(String condition, @Nullable String present, boolean holds) throws Exception {
        Map<String, List<String>> context = present == null
                ? Map.of()
                : Map.of("aws:X", List.of(present.split(present.startsWith("not") ? "\n" : " ")));
        String document = allow("ecs:*", "*", condition.replace('\'', '"'));
        assertThat(isAllowed(document, "ecs:RunTask", "*", context)).isEqualTo(holds);
    }

    @Test
    void variablesAreFilledFromTheRequest() throws Exception {
        String document = allow("iam:*", "arn:aws:iam::1:user/${aws:username}", "");
        Map<String, List<String>> alice = Map.of("aws:username", List.of("alice"));
        assertThat(isAllowed(document, "iam:GetUser", "arn:aws:iam::1:user/alice", alice))
                .isTrue();
        assertThat(isAllowed(document, "iam:GetUser", "arn:aws:iam::1:user/bob", alice))
                .isFalse();
        assertThat(isAllowed(document, "iam:GetUser", "arn:aws:iam::1:user/", Map.of()))
                .as("a variable without a value matches nothing")
                .isFalse();
        assertThat(isAllowed(
                        allow("iam:*", "arn:aws:iam::1:user/${aws:username, 'nobody'}", ""),
                        "iam:GetUser",
                        "arn:aws:iam::1:user/nobody",
                        Map.of()))
                .isTrue();
        assertThat(isAllowed(
                        document.replace("2012-10-17", "2008-10-17"),
                        "iam:GetUser",
                        "arn:aws:iam::1:user/${aws:username}",
                        alice))
                .as("the old version takes them as text")
                .isTrue();
    }

    /** What is said of a request before all of it is known: denied only where {@code evaluate} would deny whatever comes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Allow | arn:aws:ecs:*:*:cluster/default | | * | true",
                "Allow | arn:aws:ecs:*:*:cluster/default | | arn:aws:ecs:us-east-1:123456789012:cluster/default | true",
                "Allow | arn:aws:ecs:*:*:cluster/other | | arn:aws:ecs:us-east-1:123456789012:cluster/default | false",
                "Allow | * | {'StringEquals':{'aws:RequestTag/team':'a'}} | * | true",
                "Deny | * | | * | false",
                "Deny | * | | arn:aws:ecs:us-east-1:123456789012:cluster/default | false",
                "Deny | arn:aws:ecs:*:*:cluster/default | | * | true",
                "Deny | arn:aws:ecs:*:*:cluster/default | | arn:aws:ecs:us-east-1:123456789012:cluster/default | false",
                "Deny | * | {'StringEquals':{'aws:RequestTag/team':'a'}} | * | true",
            })
    void whatIsNotKnownYetIsTakenInFavour(
            String effect, String resource, @Nullable String condition, String about, boolean allowed)
            throws Exception {
        String said = allow("ecs:*", resource, condition == null ? "" : condition.replace('\'', '"'))
                .replace("Allow", effect);
        List<PolicyDocument> policies = effect.equals("Deny")
                ? List.of(identity(allow("*", "*", "")), identity(said))
                : List.of(identity(said));
        assertThat(
                        PolicyEngine.foresee(policies, request("ecs:DeleteCluster", about, Map.of()))
                                instanceof Verdict.Allowed)
                .isEqualTo(allowed);
        assertThat(PolicyEngine.foresee(policies, request("iam:GetUser", about, Map.of())) instanceof Verdict.Allowed)
                .isEqualTo(effect.equals("Deny"));
    }

    /** Checklist 21: the post's inline policy does not list ecs:StartTelemetrySession. */
    @Test
    void thePostsPolicyAllowsAnInstanceToJoinButNotTelemetry() throws Exception {
        String document = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ecs:CreateCluster",
                 "ecs:DeregisterContainerInstance","ecs:DiscoverPollEndpoint","ecs:Poll",
                 "ecs:RegisterContainerInstance","ecs:Submit*"],"Resource":["*"]}]}""";
        for (String action : List.of("ecs:Poll", "ecs:RegisterContainerInstance", "ecs:SubmitContainerStateChange")) {
            assertThat(isAllowed(document, action, CLUSTER, Map.of()))
                    .as(action)
                    .isTrue();
        }
        assertThat(isAllowed(document, "ecs:StartTelemetrySession", CLUSTER, Map.of()))
                .isFalse();
    }

    private static String allow(String action, String resource, String condition) {
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"%s","Resource":"%s"%s}]}""".formatted(action, resource, condition.isEmpty() ? "" : ",\"Condition\":" + condition);
    }

    private boolean isAllowed(String document, String action, String resource, Map<String, List<String>> context)
            throws MalformedPolicyException {
        return PolicyEngine.evaluate(List.of(identity(document)), request(action, resource, context))
                instanceof Verdict.Allowed;
    }

    private PolicyDocument identity(String document) throws MalformedPolicyException {
        return parser.identityPolicy(document);
    }

    private static AccessRequest request(String action, String resource, Map<String, List<String>> context) {
        return new AccessRequest(List.of("arn:aws:iam::1:user/alice"), action, resource, context);
    }
}
