package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.base.sigv4.SigV4Signer;
import io.moorage.base.sigv4.SigningCredentials;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes who agents and tasks act as. */
record AgentKeys(SimulatedServer server) {
    private static final String ANYTHING = document("\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"");

    private static String document(String statement) {
        return URLEncoder.encode(
                "{\"Version\":\"2012-10-17\",\"Statement\":[{" + statement + "}]}", StandardCharsets.UTF_8);
    }

    /** A user who may do anything. */
    SigningCredentials user(String name) throws Exception {
        done(server.iam("Action=CreateUser&UserName=" + name));
        done(server.iam("Action=PutUserPolicy&PolicyName=p&UserName=" + name + "&PolicyDocument=" + ANYTHING));
        String key = done(server.iam("Action=CreateAccessKey&UserName=" + name));
        return new SigningCredentials(
                first(key, "<AccessKeyId>([^<]+)<"), first(key, "<SecretAccessKey>([^<]+)<"), null);
    }

    /** A role with ECS's permissions that the principal may assume; returns its ARN. */
    String role(String name, String principal) throws Exception {
        String trust = document("\"Effect\":\"Allow\",\"Principal\":" + principal + ",\"Action\":\"sts:AssumeRole\"");
        String made = done(server.iam("Action=CreateRole&RoleName=" + name + "&AssumeRolePolicyDocument=" + trust));
        done(server.iam("Action=PutRolePolicy&PolicyName=p&RoleName=" + name + "&PolicyDocument="
                + document("\"Effect\":\"Allow\",\"Action\":\"ecs:*\",\"Resource\":\"*\"")));
        return first(made, "<Arn>([^<]+)<");
    }

    /** A session of the role under a name, as an instance's is named after it. */
    SigningCredentials session(SigningCredentials by, String roleArn, String name) throws Exception {
        byte[] body = SimulatedServer.bytes("Action=AssumeRole&Version=2011-06-15&RoleSessionName=" + name + "&RoleArn="
                + URLEncoder.encode(roleArn, StandardCharsets.UTF_8));
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/x-www-form-urlencoded"));
        Map<String, String> signed = new HashMap<>(headers);
        signed.put("Host", server.uri().getAuthority());
        headers.putAll(new SigV4Signer("us-east-1", "sts")
                .sign(by, "POST", "/", "", signed, body, InstantSource.system().instant()));
        String answer = done(server.sendSigned("POST", "/", headers, body));
        return new SigningCredentials(
                first(answer, "<AccessKeyId>([^<]+)<"),
                first(answer, "<SecretAccessKey>([^<]+)<"),
                first(answer, "<SessionToken>([^<]+)<"));
    }

    static String done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return matcher.group(1);
    }
}
