package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moorage.base.sigv4.SigV4Signer;
import io.moorage.base.sigv4.SigningCredentials;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who may call what of EFS, against the whole server: resources and condition keys are those of the Service Authorization
 * Reference, "Actions, resources, and condition keys for Amazon Elastic File System".
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EfsPermissionsTest {
    private static final String API = "/2015-02-01/";

    private final Map<String, String> names = new HashMap<>();
    private SimulatedServer server;
    private SigningCredentials alice;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        server = new SimulatedServer(home);
        names.put("fs", first(root("POST", "file-systems", """
                {"CreationToken":"mine","Tags":[{"Key":"team","Value":"red"}]}"""), "\"FileSystemId\":\"([^\"]+)\""));
        names.put("other", first(root("POST", "file-systems", """
                {"CreationToken":"other"}"""), "\"FileSystemId\":\"([^\"]+)\""));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !root("GET", "file-systems", "").contains("\"creating\""));
        names.put("fsap", first(root("POST", "access-points", filled("""
                {"ClientToken":"a","FileSystemId":"{fs}","Tags":[{"Key":"team","Value":"red"}]}""")), "\"AccessPointId\":\"([^\"]+)\""));
        String subnet = first(server.ec2("Action=DescribeSubnets").body(), "<subnetId>(subnet-[0-9a-f]+)<");
        names.put(
                "fsmt",
                first(root("POST", "mount-targets", filled("""
                {"FileSystemId":"{fs}","SubnetId":"%s"}""").formatted(subnet)), "\"MountTargetId\":\"([^\"]+)\""));
        assertThat(server.iam("Action=CreateUser&UserName=alice").statusCode()).isEqualTo(200);
        String key = server.iam("Action=CreateAccessKey&UserName=alice").body();
        alice = new SigningCredentials(
                first(key, "<AccessKeyId>([^<]+)<"), first(key, "<SecretAccessKey>([^<]+)<"), null);
    }

    @AfterEach
    void nothingIsAttached() throws Exception {
        HttpResponse<String> ignored = server.iam("Action=DeleteUserPolicy&UserName=alice&PolicyName=p");
        root("DELETE", "file-systems/" + names.get("fs") + "/policy", "");
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    /** A call is allowed on its own resource, and on that one only. */
    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            DescribeFileSystems | GET | file-systems?FileSystemId={fs} | `` | file-system/{fs}
            DescribeFileSystems | GET | file-systems | `` | file-system/*
            DescribeAccessPoints | GET | access-points?AccessPointId={fsap} | `` | access-point/{fsap}
            DescribeAccessPoints | GET | access-points?FileSystemId={fs} | `` | file-system/{fs}
            DescribeMountTargets | GET | mount-targets?FileSystemId={fs} | `` | file-system/{fs}
            DescribeMountTargets | GET | mount-targets?MountTargetId={fsmt} | `` | file-system/{fs}
            DescribeMountTargets | GET | mount-targets?AccessPointId={fsap} | `` | access-point/{fsap}
            DescribeMountTargetSecurityGroups | GET | mount-targets/{fsmt}/security-groups | `` | file-system/{fs}
            DescribeBackupPolicy | GET | file-systems/{fs}/backup-policy | `` | file-system/{fs}
            PutBackupPolicy | PUT | file-systems/{fs}/backup-policy | {"BackupPolicy":{"Status":"DISABLED"}} | file-system/{fs}
            DescribeLifecycleConfiguration | GET | file-systems/{fs}/lifecycle-configuration | `` | file-system/{fs}
            PutLifecycleConfiguration | PUT | file-systems/{fs}/lifecycle-configuration | {"LifecyclePolicies":[]} | file-system/{fs}
            DeleteFileSystemPolicy | DELETE | file-systems/{fs}/policy | `` | file-system/{fs}
            UpdateFileSystem | PUT | file-systems/{fs} | {} | file-system/{fs}
            UpdateFileSystemProtection | PUT | file-systems/{fs}/protection | {} | file-system/{fs}
            DescribeReplicationConfigurations | GET | file-systems/replication-configurations | `` | file-system/*
            ListTagsForResource | GET | resource-tags/{fsap} | `` | access-point/{fsap}
            TagResource | POST | resource-tags/{fsap} | {"Tags":[{"Key":"a","Value":"b"}]} | access-point/{fsap}
            UntagResource | DELETE | resource-tags/{fs}?tagKeys=a | `` | file-system/{fs}
            DescribeTags | GET | tags/{fs}/ | `` | file-system/{fs}
            DescribeAccountPreferences | GET | account-preferences | `` | *
            PutAccountPreferences | PUT | account-preferences | {"ResourceIdType":"LONG_ID"} | *
            CreateFileSystem | POST | file-systems | {"CreationToken":"mine"} | file-system/*
            CreateReplicationConfiguration | POST | file-systems/{fs}/replication-configuration | {"Destinations":[]} | file-system/{fs}
            """)
    void eachCallHasItsResource(String action, String method, String path, String body, String resource)
            throws Exception {
        String arn = resource.equals("*") ? "*" : arn(resource);
        allow(action, arn, "{}");
        assertThat(alice(method, path, body)).doesNotContain("AccessDenied");

        allow(action, arn("file-system/" + names.get("other")), "{}");
        assertThat(alice(method, path, body))
                .contains("AccessDenied", "is not authorized to perform: elasticfilesystem:" + action)
                .contains(resource.equals("*") ? "elasticfilesystem" : " on resource: " + arn);
    }

    @ParameterizedTest(name = "{0} if {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            CreateFileSystem | file-systems | {"CreationToken":"mine","Encrypted":true} | {"Bool":{"elasticfilesystem:Encrypted":"true"}} | true
            CreateFileSystem | file-systems | {"CreationToken":"mine"} | {"Bool":{"elasticfilesystem:Encrypted":"true"}} | false
            CreateFileSystem | file-systems | {"CreationToken":"mine"} | {"Bool":{"elasticfilesystem:Encrypted":"false"}} | true
            CreateAccessPoint | access-points | {"ClientToken":"a","FileSystemId":"{fs}"} | {"StringEquals":{"aws:ResourceTag/team":"red"}} | true
            CreateAccessPoint | access-points | {"ClientToken":"a","FileSystemId":"{other}"} | {"StringEquals":{"aws:ResourceTag/team":"red"}} | false
            TagResource | resource-tags/{fs} | {"Tags":[{"Key":"a","Value":"b"}]} | {"StringEquals":{"aws:RequestTag/a":"b"}} | true
            TagResource | resource-tags/{fs} | {"Tags":[{"Key":"a","Value":"c"}]} | {"StringEquals":{"aws:RequestTag/a":"b"}} | false
            TagResource | resource-tags/{fs} | {"Tags":[{"Key":"a","Value":"b"}]} | {"ForAllValues:StringEquals":{"aws:TagKeys":["a","b"]}} | true
            TagResource | resource-tags/{fs} | {"Tags":[{"Key":"a","Value":"b"},{"Key":"c","Value":"d"}]} | {"ForAllValues:StringEquals":{"aws:TagKeys":["a","b"]}} | false
            TagResource | resource-tags/{fs} | {"Tags":[{"Key":"a","Value":"b"}]} | {"StringEquals":{"elasticfilesystem:CreateAction":"CreateFileSystem"}} | false
            """)
    void conditionKeysOfARequest(String action, String path, String body, String condition, boolean allowed)
            throws Exception {
        allow(action, "*", condition);
        String answer = alice("POST", path, body);
        if (allowed) {
            assertThat(answer).doesNotContain("AccessDenied");
        } else {
            assertThat(answer).contains("AccessDenied");
        }
    }

    /** EFS user guide, "Granting permissions to tag resources during creation". */
    @Test
    void whoCreatesWithTagsMustBeAllowedToTag() throws Exception {
        String tagged = "{\"CreationToken\":\"mine\",\"Tags\":[{\"Key\":\"a\",\"Value\":\"b\"}]}";
        allow("CreateFileSystem", "*", "{}");
        assertThat(alice("POST", "file-systems", tagged))
                .contains("AccessDenied", "elasticfilesystem:TagResource", "file-system/*");
        policy("""
                {"Version":"2012-10-17","Statement":[
                  {"Effect":"Allow","Action":"elasticfilesystem:CreateFileSystem","Resource":"*"},
                  {"Effect":"Allow","Action":"elasticfilesystem:TagResource","Resource":"*",
                   "Condition":{"StringEquals":{"elasticfilesystem:CreateAction":"CreateFileSystem"}}}]}""");
        assertThat(alice("POST", "file-systems", tagged)).contains("FileSystemAlreadyExists");
        assertThat(alice("POST", "resource-tags/{fs}", "{\"Tags\":[{\"Key\":\"a\",\"Value\":\"b\"}]}"))
                .contains("AccessDenied");
    }

    /** IAM user guide, "Policy evaluation logic": within an account either policy may allow, and a Deny in either wins. */
    @Test
    void theFileSystemsPolicyAllowsAndDenies() throws Exception {
        String user = "arn:aws:iam::" + SimulatedServer.ACCOUNT + ":user/alice";
        attach("Allow", user, "elasticfilesystem:DescribeFileSystems");
        assertThat(alice("GET", "file-systems?FileSystemId={fs}", "")).contains("\"FileSystems\"");
        assertThat(alice("GET", "file-systems?FileSystemId={other}", "")).contains("AccessDenied");

        attach("Allow", "arn:aws:iam::" + SimulatedServer.ACCOUNT + ":root", "elasticfilesystem:*");
        assertThat(alice("GET", "file-systems?FileSystemId={fs}", ""))
                .as("the account's own policies decide")
                .contains("AccessDenied");

        allow("DescribeFileSystems", "*", "{}");
        attach("Deny", user, "elasticfilesystem:Describe*");
        assertThat(alice("GET", "file-systems?FileSystemId={fs}", ""))
                .contains("AccessDenied", "with an explicit deny in a resource-based policy");
    }

    /** AWS's APIs are reached over TLS only, so a Deny of clients without TLS is not about calls. */
    @Test
    void demandingTlsOfClientsLocksNobodyOutOfTheApi() throws Exception {
        assertThat(root("PUT", "file-systems/{fs}/policy", """
                {"Policy":"{\\"Statement\\":[{\\"Effect\\":\\"Deny\\",\\"Principal\\":\\"*\\",\\"Action\\":\\"*\\",\
                \\"Condition\\":{\\"Bool\\":{\\"aws:SecureTransport\\":\\"false\\"}}}]}"}""")).contains("\"Policy\"");
        assertThat(root("GET", "file-systems?FileSystemId={fs}", "")).contains("\"FileSystems\"");
    }

    private void attach(String effect, String principal, String action) throws Exception {
        String policy = "{\\\"Statement\\\":[{\\\"Effect\\\":\\\"" + effect + "\\\",\\\"Principal\\\":{\\\"AWS\\\":\\\""
                + principal + "\\\"},\\\"Action\\\":\\\"" + action + "\\\"}]}";
        assertThat(root("PUT", "file-systems/{fs}/policy", "{\"Policy\":\"" + policy + "\"}"))
                .contains("\"Policy\"");
    }

    private void allow(String action, String resource, String condition) throws Exception {
        policy("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"elasticfilesystem:"
                + action + "\",\"Resource\":\"" + resource + "\",\"Condition\":" + condition + "}]}");
    }

    private void policy(String document) throws Exception {
        HttpResponse<String> answer = server.iam("Action=PutUserPolicy&UserName=alice&PolicyName=p&PolicyDocument="
                + URLEncoder.encode(document, StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private String root(String method, String path, String body) throws Exception {
        return server.efs(method, API + filled(path), filled(body)).body();
    }

    private String alice(String method, String path, String json) throws Exception {
        String target = API + filled(path);
        int question = target.indexOf('?');
        byte[] body = SimulatedServer.bytes(filled(json));
        Map<String, String> headers = new SigV4Signer("us-east-1", "elasticfilesystem")
                .sign(
                        alice,
                        method,
                        question < 0 ? target : target.substring(0, question),
                        question < 0 ? "" : target.substring(question + 1),
                        Map.of("Host", server.uri().getAuthority()),
                        body,
                        InstantSource.system().instant());
        return server.sendSigned(method, target, headers, body).body();
    }

    private String arn(String resource) {
        return "arn:aws:elasticfilesystem:us-east-1:" + SimulatedServer.ACCOUNT + ":" + filled(resource);
    }

    private String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            filled = filled.replace("{" + name.getKey() + "}", name.getValue());
        }
        return filled;
    }

    private static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}
