package io.moorage.awsapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsapi.testing.TestEndpoint;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests no SDK would send: each has one answer, in the error form of its protocol. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadInputTest {
    private TestEndpoint endpoint;
    private HttpClient http;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        endpoint = new TestEndpoint(directory, List.of());
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    void stop() throws Exception {
        http.close();
        endpoint.close();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            CreateCluster          | {                              | SerializationException    | not valid JSON
            CreateCluster          | {"clusterName":                | SerializationException    | not valid JSON
            CreateCluster          | [1]                            | SerializationException    | Start of structure
            CreateCluster          | "x"                            | SerializationException    | Start of structure
            CreateCluster          | {} {}                          | SerializationException    | after the end
            CreateCluster          | {"clusterName": 7}             | SerializationException    | NUMBER_VALUE can not be converted to a String
            CreateCluster          | {"clusterName": true}          | SerializationException    | TRUE_VALUE can not be converted to a String
            CreateCluster          | {"clusterName": {}}            | SerializationException    | Start of structure or map found where not expected.
            CreateCluster          | {"clusterName": ["a"]}         | SerializationException    | Start of list found where not expected
            CreateCluster          | {"tags": {}}                   | SerializationException    | Expected list or null
            CreateCluster          | {"tags": ["a"]}                | SerializationException    | Expected null
            CreateCluster          | {"clusterName": "\\ud800\\u"}  | SerializationException    | not valid JSON
            CreateCluster          | {"tags": [{"key": ""}]}        | InvalidParameterException | at 'tags.1.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1
            RegisterTaskDefinition | {}                             | InvalidParameterException | 2 validation errors detected: Value null at 'family' failed to satisfy constraint: Member must not be null; Value null at 'containerDefinitions'
            RegisterTaskDefinition | {"family": "f", "containerDefinitions": [{"memory": "512"}]} | SerializationException | STRING_VALUE can not be converted to an Integer
            RegisterTaskDefinition | {"family": "f", "containerDefinitions": [{"memory": 1.5}]}   | SerializationException | NUMBER_VALUE can not be converted to an Integer
            RegisterTaskDefinition | {"family": "f", "containerDefinitions": [{"memory": 4294967296}]} | SerializationException | NUMBER_VALUE can not be converted to an Integer
            RegisterTaskDefinition | {"family": "f", "containerDefinitions": [{"memory": 99999999999999999999999}]} | SerializationException | NUMBER_VALUE can not be converted to an Integer
            RegisterTaskDefinition | {"family": "f", "containerDefinitions": [{"essential": "true"}]} | SerializationException | STRING_VALUE can not be converted to a Boolean
            RegisterTaskDefinition | {"family": "f", "containerDefinitions": [], "networkMode": "carrier-pigeon"} | InvalidParameterException | Value 'carrier-pigeon' at 'networkMode' failed to satisfy constraint: Member must satisfy enum value set: [bridge, host, awsvpc, none]
            RegisterTaskDefinition | {"family": "f", "containerDefinitions": [{"dockerLabels": []}]}  | SerializationException | Expected map or null
            ListTheClusters        | {}                             | UnknownOperationException | ListTheClusters
            ''                     | {}                             | UnknownOperationException | ''
            ExecuteCommand         | {}                             | UnsupportedOperationException | The operation ExecuteCommand of Amazon EC2 Container Service is not implemented by Moorage.
            """)
    void json(String operation, String body, String code, String message) throws Exception {
        HttpResponse<String> answer = send(request("/", "ecs")
                .header("X-Amz-Target", "AmazonEC2ContainerServiceV20141113." + operation.replace("''", ""))
                .POST(HttpRequest.BodyPublishers.ofString(body)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"__type\":\"" + code + "\",\"message\":");
        assertThat(answer.body()).contains(message);
        assertThat(answer.headers().firstValue("x-amzn-requestid")).isPresent();
    }

    @Test
    void jsonIgnoresWhatItDoesNotKnow() throws Exception {
        HttpResponse<String> answer = send(request("/", "ecs")
                .header("X-Amz-Target", "AmazonEC2ContainerServiceV20141113.CreateCluster")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"clusterName\":null,\"tomorrow\":{\"a\":[1,{}]},\"tags\":[null]}")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"cluster\":{\"statistics\":[],\"tags\":[]}}");
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            POST   | /2015-02-01/file-systems                 | {                       | 400 | BadRequest | not valid JSON
            POST   | /2015-02-01/file-systems                 | {"CreationToken": 1}    | 400 | BadRequest | NUMBER_VALUE can not be converted to a String
            POST   | /2015-02-01/file-systems                 | {}                      | 400 | ValidationException | Value null at 'creationToken'
            POST   | /2015-02-01/file-systems                 | {"CreationToken": ""}   | 400 | ValidationException | length greater than or equal to 1
            POST   | /2015-02-01/file-systems                 | {"CreationToken": "a", "ThroughputMode": "warp"} | 400 | ValidationException | enum value set: [bursting, provisioned, elastic]
            POST   | /2015-02-01/file-systems                 | {"CreationToken": "a", "ProvisionedThroughputInMibps": 0.5} | 400 | ValidationException | value greater than or equal to 1.0
            POST   | /2015-02-01/file-systems                 | {"CreationToken": "a", "Tags": [{"Key": "aws:x", "Value": ""}]} | 400 | ValidationException | at 'tags.1.member.key' failed to satisfy constraint: Member must satisfy regular expression pattern:
            DELETE | /2015-02-01/file-systems/fake-id         | ``                      | 400 | ValidationException | 1 validation error detected: Value 'fake-id' at 'fileSystemId' failed to satisfy constraint: Member must satisfy regular expression pattern: ^(arn:
            DELETE | /2015-02-01/file-systems/fs-00000000     | ``                      | 404 | FileSystemNotFound | does not exist
            GET    | /2015-02-01/file-systems?MaxItems=many   | ``                      | 400 | BadRequest | Invalid value 'many': expected an integer
            GET    | /2015-02-01/file-systems?MaxItems=0      | ``                      | 400 | ValidationException | value greater than or equal to 1
            GET    | /2015-02-01/no-such-thing                | ``                      | 404 | UnknownOperationException | GET /2015-02-01/no-such-thing
            PUT    | /2015-02-01/access-points                | ``                      | 404 | UnknownOperationException | PUT
            GET    | /2015-02-01/access-points                | ``                      | 400 | UnsupportedOperationException | The operation DescribeAccessPoints of Amazon Elastic File System is not implemented by Moorage.
            """)
    void restJson(String method, String path, String body, int status, String code, String message) throws Exception {
        HttpResponse<String> answer =
                send(request(path, "elasticfilesystem").method(method, HttpRequest.BodyPublishers.ofString(body)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("x-amzn-errortype")).hasValue(code);
        assertThat(answer.body())
                .startsWith("{\"ErrorCode\":\"" + code + "\",\"Message\":")
                .contains(message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Version=2010-05-08                                      | MissingAction   | The request must contain the parameter Action
            Action=Fly&Version=2010-05-08                           | InvalidAction   | Could not find operation Fly
            Action=CreateRole&Version=2012-06-01                    | InvalidAction   | Could not find operation CreateRole for version 2012-06-01. Moorage has version 2010-05-08 of AWS Identity
            Action=CreateSAMLProvider&Version=2010-05-08            | UnsupportedOperation | The operation CreateSAMLProvider of AWS Identity and Access Management is not implemented
            Action=CreateRole&Version=2010-05-08                    | ValidationError | 2 validation errors detected: Value null at 'roleName'
            Action=CreateRole&RoleName=a%20b&AssumeRolePolicyDocument=x | ValidationError | Value 'a b' at
            Action=CreateRole&RoleName.x=a&AssumeRolePolicyDocument=x   | MalformedInput | Start of structure or map found where not expected.
            Action=CreateRole&RoleName=a&AssumeRolePolicyDocument=x&MaxSessionDuration=long | MalformedInput | expected an integer
            Action=CreateRole&RoleName=a&AssumeRolePolicyDocument=x&MaxSessionDuration=1    | ValidationError | value greater than or equal to 3600
            Action=CreateRole&RoleName=a&AssumeRolePolicyDocument=x&Tags=flat               | MalformedInput | Start of list not found where expected
            Action=CreateRole&RoleName=%4                           | MalformedQueryString | syntax error
            Action=CreateRole&a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v.w.x.y.z=1 | MalformedQueryString | syntax error
            """)
    void query(String form, String code, String message) throws Exception {
        HttpResponse<String> answer = send(form(form, "iam"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains(
                        "<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><Error><Type>Sender</Type>"
                                + "<Code>" + code + "</Code><Message>")
                .contains(message);
    }

    /** Application and Network Load Balancers have the same endpoint, and actions of the same names. */
    @Test
    void theOtherGenerationOfLoadBalancersIsNoClassicOne() throws Exception {
        HttpResponse<String> answer =
                send(form("Action=DescribeLoadBalancers&Version=2015-12-01", "elasticloadbalancing"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("<Code>InvalidAction</Code>", "version 2015-12-01", "Application, Network and Gateway");
    }

    /** Whoever was written for an older version of EC2 goes on working, as with AWS. */
    @Test
    void anOlderVersionOfEc2sApiIsAnsweredAndOneThatNeverWasIsNot() throws Exception {
        assertThat(send(form("Action=Fly&Version=2014-10-01", "ec2")).body()).contains("<Code>InvalidAction</Code>");
        assertThat(send(form("Action=Fly&Version=2044-10-01", "ec2")).body()).contains("<Code>NoSuchVersion</Code>");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Action=Fly                                        | InvalidAction         | The action Fly is not valid for this web service.
            Action=DescribeVolumes                            | UnsupportedOperation  | The operation DescribeVolumes of Amazon Elastic Compute Cloud is not implemented by Moorage.
            Action=RunInstances&MaxCount=1                    | MissingParameter      | The request must contain the parameter MinCount
            Action=RunInstances&MinCount=1&MaxCount=one       | InvalidParameterValue | Invalid value 'one': expected an integer
            Action=RunInstances&MinCount=1&MaxCount=1&InstanceType=huge | InvalidParameterValue | Value (huge) for parameter InstanceType is invalid.
            Action=RunInstances&MinCount=1&MaxCount=1&DryRun=perhaps    | InvalidParameterValue | expected a boolean
            Action=RunInstances&MinCount.1=1&MaxCount=1       | InvalidParameterValue | Start of structure or map found where not expected.
            """)
    void ec2(String form, String code, String message) throws Exception {
        HttpResponse<String> answer = send(form(form + "&Version=2016-11-15", "ec2"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("<Response><Errors><Error><Code>" + code + "</Code><Message>")
                .contains(message)
                .contains("<RequestID>");
    }

    @Test
    void oversizeBodiesAreRefusedInTheServicesForm() throws Exception {
        byte[] large = new byte[1024 * 1024 + 1];
        HttpResponse<String> declared = send(request("/", "ecs")
                .header("X-Amz-Target", "AmazonEC2ContainerServiceV20141113.CreateCluster")
                .POST(HttpRequest.BodyPublishers.ofByteArray(large)));
        HttpResponse<String> chunked = send(request("/", "iam")
                .POST(HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofByteArray(large))));

        assertThat(declared.statusCode()).isEqualTo(413);
        assertThat(declared.body()).contains("RequestEntityTooLargeException");
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(chunked.body()).contains("<Code>RequestEntityTooLarge</Code>");
    }

    @Test
    void unknownServicesAreNamed() throws Exception {
        HttpResponse<String> target = send(request("/", "dynamodb")
                .header("X-Amz-Target", "DynamoDB_20120810.ListTables")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        HttpResponse<String> path = send(request("/bucket/key", "s3").GET());

        assertThat(target.statusCode()).isEqualTo(400);
        assertThat(target.body()).contains("UnknownOperationException", "DynamoDB_20120810.ListTables");
        assertThat(path.statusCode()).isEqualTo(404);
        assertThat(path.body()).contains("GET /bucket/key");
    }

    private HttpRequest.Builder form(String body, String service) {
        return request("/", service)
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder request(String path, String service) {
        return HttpRequest.newBuilder(URI.create(endpoint.uri() + path))
                .timeout(Duration.ofSeconds(10))
                .header("X-Amz-Date", "20261122T180000Z")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=test/20261122/us-east-1/" + service
                                + "/aws4_request, SignedHeaders=host;x-amz-date;x-amz-target, Signature=00");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
