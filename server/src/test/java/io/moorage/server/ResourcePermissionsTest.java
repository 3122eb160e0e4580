package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.base.sigv4.SigV4Signer;
import io.moorage.base.sigv4.SigningCredentials;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Policies about single resources of EC2 and ECS, their tags and condition keys, against the whole server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ResourcePermissionsTest {
    private static final String OK = "200 ";

    private SimulatedServer server;
    private SigningCredentials alice;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        server = new SimulatedServer(home);
        assertThat(server.iam("Action=CreateUser&UserName=alice").statusCode()).isEqualTo(200);
        String key = server.iam("Action=CreateAccessKey&UserName=alice").body();
        alice = new SigningCredentials(
                first(key, "<AccessKeyId>([^<]+)<"), first(key, "<SecretAccessKey>([^<]+)<"), null);
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    /** EC2 user guide, "Example policies": by a resource's tag; and the refusal, which only a decoder reads. */
    @Test
    void aTagOfAVpcDecides() throws Exception {
        String mine = vpc("&TagSpecification.1.ResourceType=vpc&TagSpecification.1.Tag.1.Key=team"
                + "&TagSpecification.1.Tag.1.Value=red");
        String other = vpc("");
        allow("ec2:DeleteVpc", "arn:aws:ec2:*:*:vpc/*", "{\"StringEquals\":{\"ec2:ResourceTag/team\":\"red\"}}");
        String refusal = ec2("DeleteVpc&VpcId=" + other);
        assertThat(refusal)
                .contains("UnauthorizedOperation")
                .contains("User: arn:aws:iam::123456789012:user/alice is not authorized to perform: ec2:DeleteVpc on"
                        + " resource: arn:aws:ec2:us-east-1:123456789012:vpc/" + other
                        + " because no identity-based policy allows the ec2:DeleteVpc action. Encoded authorization"
                        + " failure message: ");
        String encoded = first(refusal, "failure message: ([^<]+)<");
        assertThat(server.sts("Action=DecodeAuthorizationMessage&EncodedMessage=" + encoded)
                        .body())
                .contains("vpc/" + other)
                .contains("ec2:DeleteVpc");
        assertThat(ec2("DeleteVpc&VpcId=" + mine)).startsWith(OK);
    }

    /** EC2 user guide, "Grant permission to tag resources during creation". */
    @Test
    void makingSomethingWithTagsIsTaggingIt() throws Exception {
        String make = "CreateVpc&CidrBlock=10.9.0.0/16&TagSpecification.1.ResourceType=vpc"
                + "&TagSpecification.1.Tag.1.Key=team&TagSpecification.1.Tag.1.Value=";
        allow("ec2:CreateVpc", "*", "{}");
        assertThat(ec2(make + "red")).contains("is not authorized to perform: ec2:CreateTags on resource: ");
        policy("""
            {"Version":"2012-10-17","Statement":[
             {"Effect":"Allow","Action":"ec2:CreateVpc","Resource":"*"},
             {"Effect":"Allow","Action":"ec2:CreateTags","Resource":"arn:aws:ec2:*:*:vpc/*","Condition":
              {"StringEquals":{"ec2:CreateAction":"CreateVpc","aws:RequestTag/team":"red"}}}]}""");
        assertThat(ec2(make + "blue")).contains("ec2:CreateTags");
        assertThat(ec2(make + "red")).startsWith(OK);
    }

    /** ECS developer guide, "Identity-based policy examples": services of one cluster. */
    @Test
    void theClusterIsAConditionAndServicesAreResources() throws Exception {
        assertThat(server.ecs("CreateCluster", "{\"clusterName\":\"one\"}").statusCode())
                .isEqualTo(200);
        allow(
                "ecs:DescribeServices",
                "*",
                "{\"ArnEquals\":{\"ecs:cluster\":\"arn:aws:ecs:us-east-1:123456789012:cluster/one\"}}");
        assertThat(ecs("DescribeServices", "{\"cluster\":\"one\",\"services\":[\"web\"]}"))
                .startsWith(OK);
        assertThat(ecs("DescribeServices", "{\"cluster\":\"two\",\"services\":[\"web\"]}"))
                .contains("is not authorized to perform: ecs:DescribeServices on resource: "
                        + "arn:aws:ecs:us-east-1:123456789012:service/two/web because no identity-based policy");
        allow("ecs:DescribeServices", "arn:aws:ecs:*:*:service/one/web", "{}");
        assertThat(ecs("DescribeServices", "{\"cluster\":\"one\",\"services\":[\"web\"]}"))
                .startsWith(OK);
        assertThat(ecs("DescribeServices", "{\"cluster\":\"one\",\"services\":[\"web\",\"db\"]}"))
                .contains("service/one/db");
        assertThat(ecs("CreateCluster", "{}"))
                .contains("is not authorized to perform: ecs:CreateCluster on resource: * because no identity-based");
    }

    /** IAM user guide, "Grant a user permissions to pass a role to an AWS service". */
    @Test
    void aRoleIsPassedByWhoeverMay() throws Exception {
        String register = "{\"family\":\"f\",\"taskRoleArn\":\"arn:aws:iam::123456789012:role/task\","
                + "\"containerDefinitions\":[{\"name\":\"c\",\"image\":\"i\",\"memory\":64}]}";
        allow("ecs:RegisterTaskDefinition", "*", "{}");
        assertThat(ecs("RegisterTaskDefinition", register))
                .contains("is not authorized to perform: iam:PassRole on resource: "
                        + "arn:aws:iam::123456789012:role/task");
        policy("""
            {"Version":"2012-10-17","Statement":[
             {"Effect":"Allow","Action":"ecs:RegisterTaskDefinition","Resource":"*"},
             {"Effect":"Allow","Action":"iam:PassRole","Resource":"*","Condition":
              {"StringEquals":{"iam:PassedToService":"ecs-tasks.amazonaws.com"}}}]}""");
        assertThat(ecs("RegisterTaskDefinition", register)).startsWith(OK);
    }

    /** API_RegisterTaskDefinition, taskRoleArn: "The short name or full Amazon Resource Name (ARN)"; either is the same role. */
    @Test
    void aRoleIsPassedUnderAnyName() throws Exception {
        String trust = "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ecs-tasks.amazonaws.com\"},"
                + "\"Action\":\"sts:AssumeRole\"}}";
        assertThat(server.iam("Action=CreateRole&RoleName=operator&Path=/ops/&AssumeRolePolicyDocument="
                                + URLEncoder.encode(trust, StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(200);
        policy("""
            {"Version":"2012-10-17","Statement":[
             {"Effect":"Allow","Action":["ecs:RegisterTaskDefinition","ecs:RunTask"],"Resource":"*"},
             {"Effect":"Allow","Action":"iam:PassRole","Resource":"arn:aws:iam::123456789012:role/dev/*"}]}""");
        String refused = "is not authorized to perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/";
        String real = refused + "ops/operator";
        assertThat(ecs("RegisterTaskDefinition", register("\"taskRoleArn\":\"operator\"")))
                .contains(real);
        assertThat(ecs("RegisterTaskDefinition", register("\"executionRoleArn\":\"ops/operator\"")))
                .contains(real);
        assertThat(ecs("RegisterTaskDefinition", register("\"taskRoleArn\":\"none\"")))
                .contains(refused + "none");
        assertThat(ecs("RunTask", "{\"taskDefinition\":\"f\",\"overrides\":{\"executionRoleArn\":\"operator\"}}"))
                .contains(real);
        String other = "arn:aws:iam::123456789012:role/dev/operator";
        assertThat(ecs("RegisterTaskDefinition", register("\"taskRoleArn\":\"" + other + "\"")))
                .startsWith(OK)
                .contains("\"taskRoleArn\":\"" + other + "\"");
        assertThat(server.ecs("RegisterTaskDefinition", register("\"taskRoleArn\":\"operator\""))
                        .body())
                .contains("\"taskRoleArn\":\"arn:aws:iam::123456789012:role/ops/operator\"");
    }

    /** ECS guide, "Amazon ECS EventBridge IAM role": "for each task execution role, task role, or task role override". */
    @Test
    void whoStartsTasksPassesTheRolesOfTheirDefinition() throws Exception {
        server.ecs("CreateCluster", "{}");
        String definition = register("\"taskRoleArn\":\"own\",\"executionRoleArn\":\"puller\"")
                .replace("\"f\"", "\"roles\"");
        assertThat(server.ecs("RegisterTaskDefinition", definition).statusCode())
                .isEqualTo(200);
        assertThat(server.ecs(
                                "RegisterTaskDefinition",
                                register("\"cpu\":\"64\"").replace("\"f\"", "\"bare\""))
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.ecs("CreateService", "{\"serviceName\":\"s\",\"taskDefinition\":\"bare\",\"desiredCount\":0}")
                        .statusCode())
                .isEqualTo(200);
        policy("""
            {"Version":"2012-10-17","Statement":[
             {"Effect":"Allow","Action":"ecs:*","Resource":"*"},
             {"Effect":"Allow","Action":"iam:PassRole","Resource":"arn:aws:iam::123456789012:role/puller"}]}""");
        String refused = "is not authorized to perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/own";
        assertThat(ecs("RunTask", "{\"taskDefinition\":\"roles\"}")).contains(refused);
        assertThat(ecs("StartTask", "{\"taskDefinition\":\"roles:1\",\"containerInstances\":[\"i\"]}"))
                .contains(refused);
        assertThat(ecs("CreateService", "{\"serviceName\":\"t\",\"taskDefinition\":\"roles\",\"desiredCount\":0}"))
                .contains(refused);
        assertThat(ecs("CreateTaskSet", "{\"cluster\":\"default\",\"service\":\"s\",\"taskDefinition\":\"roles\"}"))
                .contains(refused);
        String update = "{\"service\":\"s\",\"taskDefinition\":"
                + "\"arn:aws:ecs:us-east-1:123456789012:task-definition/roles:1\"}";
        assertThat(ecs("UpdateService", update)).contains(refused);
        assertThat(ecs("UpdateService", "{\"service\":\"s\",\"desiredCount\":0}"))
                .startsWith(OK);
        assertThat(ecs("RunTask", "{\"taskDefinition\":\"roles\",\"overrides\":{\"taskRoleArn\":\"puller\"}}"))
                .contains("ECS was unable to assume the role");
        policy("""
            {"Version":"2012-10-17","Statement":[
             {"Effect":"Allow","Action":["ecs:*","iam:PassRole"],"Resource":"*"}]}""");
        assertThat(ecs("UpdateService", update)).startsWith(OK);
    }

    /** ECS developer guide, "Task IAM role": it must trust ecs-tasks.amazonaws.com. */
    @Test
    void aRoleThatDoesNotTrustTasksRunsNone() throws Exception {
        assertThat(server.ecs("CreateCluster", "{}").statusCode()).isEqualTo(200);
        server.ecs(
                "RegisterTaskDefinition", register("\"taskRoleArn\":\"nobody\"").replace("\"f\"", "\"g\""));
        assertThat(server.ecs("RunTask", "{\"taskDefinition\":\"g\"}").body())
                .contains(
                        "ClientException", "ECS was unable to assume the role 'arn:aws:iam::123456789012:role/nobody'");
        server.ecs("RegisterTaskDefinition", register("\"cpu\":\"64\"").replace("\"f\"", "\"h\""));
        assertThat(server.ecs("RunTask", "{\"taskDefinition\":\"h\"}").body())
                .contains("No Container Instances were found in your cluster.");
    }

    private static String register(String role) {
        return "{\"family\":\"f\"," + role
                + ",\"containerDefinitions\":[{\"name\":\"c\",\"image\":\"i\",\"memory\":64}]}";
    }

    private String vpc(String tags) throws Exception {
        return first(server.ec2("Action=CreateVpc&CidrBlock=10.8.0.0/16" + tags).body(), "<vpcId>([^<]+)<");
    }

    private void allow(String action, String resource, String condition) throws Exception {
        policy("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"" + action
                + "\",\"Resource\":\"" + resource + "\",\"Condition\":" + condition + "}]}");
    }

    private void policy(String document) throws Exception {
        HttpResponse<String> answer = server.iam("Action=PutUserPolicy&UserName=alice&PolicyName=p&PolicyDocument="
                + URLEncoder.encode(document, StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private String ec2(String form) throws Exception {
        return signed(
                "ec2",
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                "Action=" + form + "&Version=2016-11-15");
    }

    private String ecs(String operation, String json) throws Exception {
        return signed("ecs", Map.of("X-Amz-Target", "AmazonEC2ContainerServiceV20141113." + operation), json);
    }

    /** The status and the body. */
    private String signed(String service, Map<String, String> headers, String text) throws Exception {
        byte[] body = SimulatedServer.bytes(text);
        Map<String, String> all = new HashMap<>(headers);
        all.put("Host", server.uri().getAuthority());
        Map<String, String> signed = new SigV4Signer("us-east-1", service)
                .sign(alice, "POST", "/", "", all, body, InstantSource.system().instant());
        Map<String, String> sent = new HashMap<>(headers);
        sent.putAll(signed);
        HttpResponse<String> answer = server.sendSigned("POST", "/", sent, body);
        return answer.statusCode() + " " + answer.body();
    }

    private static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}
