package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.base.sigv4.Uri;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** What several of the console's tests begin with, made through AWS's API. */
final class Beginnings {
    private Beginnings() {}

    static void launchTwo(SimulatedServer server) throws Exception {
        Matcher image = Pattern.compile("<imageId>(ami-[^<]+)<")
                .matcher(server.ec2("Action=DescribeImages").body());
        assertThat(image.find()).isTrue();
        assertThat(server.ec2("Action=RunInstances&MinCount=2&MaxCount=2&ImageId=" + image.group(1))
                        .statusCode())
                .isEqualTo(200);
    }

    /** A file system with two mount targets, and a load balancer. */
    static void makeStack(SimulatedServer server) throws Exception {
        Matcher subnets = Pattern.compile("<subnetId>(subnet-[^<]+)<")
                .matcher(server.ec2("Action=DescribeSubnets").body());
        String template = """
                Resources:
                  Data: {Type: AWS::EFS::FileSystem, Properties: {FileSystemTags: [{Key: Name, Value: efs-docker}]}}
                  OneWay: {Type: AWS::EFS::MountTarget, Properties: {FileSystemId: !Ref Data, SubnetId: %s, SecurityGroups: [!GetAtt Door.GroupId]}}
                  OtherWay: {Type: AWS::EFS::MountTarget, Properties: {FileSystemId: !Ref Data, SubnetId: %s, SecurityGroups: [!GetAtt Door.GroupId]}}
                  Door: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: NFS}}
                  Balancer: {Type: AWS::ElasticLoadBalancing::LoadBalancer, Properties: {AvailabilityZones: !GetAZs '',
                    Listeners: [{LoadBalancerPort: '3306', InstancePort: '3306', Protocol: TCP}]}}
                Outputs: {Id: {Value: !Ref Data}}
                """;
        assertThat(subnets.find()).isTrue();
        String first = subnets.group(1);
        assertThat(subnets.find()).isTrue();
        assertThat(server.cloudformation("Action=CreateStack&StackName=files&TemplateBody="
                                + Uri.encode(template.formatted(first, subnets.group(1))))
                        .statusCode())
                .isEqualTo(200);
    }

    /** A revision as DescribeTaskDefinition tells it. */
    static JsonNode definition(SimulatedServer server, String name) throws Exception {
        return new ObjectMapper()
                .readTree(server.ecs("DescribeTaskDefinition", "{\"taskDefinition\":\"" + name + "\"}")
                        .body())
                .path("taskDefinition");
    }

    /** One that is available. */
    static String fileSystem(SimulatedServer server, String name) throws Exception {
        String id = new ObjectMapper()
                .readTree(server.efs(
                                "POST",
                                "/2015-02-01/file-systems",
                                "{\"CreationToken\":\"" + name + "\",\"Tags\":[{\"Key\":\"Name\",\"Value\":\"" + name
                                        + "\"}]}")
                        .body())
                .path("FileSystemId")
                .asText();
        Awaitility.await("a file system").atMost(Duration.ofSeconds(15)).until(() -> server.efs(
                        "GET", "/2015-02-01/file-systems?FileSystemId=" + id, "")
                .body()
                .contains("\"available\""));
        return id;
    }

    /** What a pattern's group finds first in an answer. */
    static String found(String xml, String pattern) {
        return allFound(xml, pattern).stream().findFirst().orElseThrow(() -> new AssertionError(xml));
    }

    /** The same, everywhere. */
    static List<String> allFound(String xml, String pattern) {
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(xml)
                .results()
                .map(each -> each.group(1))
                .toList();
    }
}
