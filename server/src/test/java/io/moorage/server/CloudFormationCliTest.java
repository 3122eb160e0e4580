package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** CloudFormation as Debian's AWS CLI speaks it, against {@code server --simulate}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("isInstalled")
final class CloudFormationCliTest {
    private SimulatedServer server;
    private StackCli cli;

    static boolean isInstalled() {
        return AwsCli.isInstalled();
    }

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        server = new SimulatedServer(home);
        cli = StackCli.at(server, home);
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    private static final String NETWORK = """
            Parameters:
              Block:
                Type: String
                Default: 10.20.0.0/16
              Greeting:
                Type: String
                Default: hello
            Resources:
              Vpc:
                Type: AWS::EC2::VPC
                Properties:
                  CidrBlock: !Ref Block
                  EnableDnsHostnames: true
                  Tags:
                    - {Key: Greeting, Value: !Ref Greeting}
              Subnet:
                Type: AWS::EC2::Subnet
                Properties:
                  VpcId: !Ref Vpc
                  CidrBlock: 10.20.1.0/24
                  MapPublicIpOnLaunch: true
                  AvailabilityZone: !Select [0, !GetAZs '']
              Gateway:
                Type: AWS::EC2::InternetGateway
              Attachment:
                Type: AWS::EC2::VPCGatewayAttachment
                Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway}
              Routes:
                Type: AWS::EC2::RouteTable
                Properties: {VpcId: !Ref Vpc}
              WayOut:
                Type: AWS::EC2::Route
                Properties:
                  RouteTableId: !Ref Routes
                  DestinationCidrBlock: 0.0.0.0/0
                  GatewayId: !Ref Gateway
              Association:
                Type: AWS::EC2::SubnetRouteTableAssociation
                Properties: {SubnetId: !Ref Subnet, RouteTableId: !Ref Routes}
              Mounts:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: NFS
                  VpcId: !Ref Vpc
                  SecurityGroupIngress:
                    - {IpProtocol: tcp, FromPort: '2049', ToPort: '2049', CidrIp: !Ref Block}
              Files:
                Type: AWS::EFS::FileSystem
                Properties:
                  FileSystemTags:
                    - {Key: Name, Value: !Sub '${AWS::StackName}-files'}
              Target:
                Type: AWS::EFS::MountTarget
                Properties:
                  FileSystemId: !Ref Files
                  SubnetId: !Ref Subnet
                  SecurityGroups: [!Ref Mounts]
              Cluster:
                Type: AWS::ECS::Cluster
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Statement:
                      - Effect: Allow
                        Principal: {Service: [ec2.amazonaws.com]}
                        Action: ['sts:AssumeRole']
                  ManagedPolicyArns:
                    - arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role
              Profile:
                Type: AWS::IAM::InstanceProfile
                Properties: {Roles: [!Ref Role]}
            Outputs:
              FileSystem:
                Value: !Ref Files
                Export: {Name: !Sub '${AWS::StackName}-file-system'}
              Address:
                Value: !GetAtt Target.IpAddress
            """;

    @Test
    void aStackIsMadeUpdatedAndDeleted() throws Exception {
        String born = AccountState.of(server).toString();
        Path template = cli.write("network.yaml", NETWORK);
        String file = "file://" + template;
        assertThat(cli.run("create-stack", "--stack-name", "net", "--template-body", file)
                        .output())
                .contains("(InsufficientCapabilitiesException)", "Requires capabilities : [CAPABILITY_IAM]");
        cli.done(
                "create-stack",
                "--stack-name",
                "net",
                "--template-body",
                file,
                "--capabilities",
                "CAPABILITY_IAM",
                "--tags",
                "Key=owner,Value=me");
        cli.settled("stack-create-complete", "net");
        String described = cli.done("describe-stacks", "--stack-name", "net");
        assertThat(described).contains("CREATE_COMPLETE", "\"ExportName\": \"net-file-system\"");
        assertThat(cli.done("list-exports")).contains("net-file-system");
        assertThat(cli.done("describe-stack-resources", "--stack-name", "net")).contains("IGW|vpc-", "fsmt-");

        cli.done(
                "update-stack",
                "--stack-name",
                "net",
                "--use-previous-template",
                "--parameters",
                "ParameterKey=Greeting,ParameterValue=goodbye",
                "ParameterKey=Block,UsePreviousValue=true",
                "--capabilities",
                "CAPABILITY_IAM");
        cli.settled("stack-update-complete", "net");
        assertThat(cli.run(
                                "update-stack",
                                "--stack-name",
                                "net",
                                "--use-previous-template",
                                "--parameters",
                                "ParameterKey=Greeting,UsePreviousValue=true",
                                "--capabilities",
                                "CAPABILITY_IAM")
                        .output())
                .contains("(ValidationError)", "No updates are to be performed.");
        cli.done("delete-stack", "--stack-name", "net");
        cli.settled("stack-delete-complete", "net");
        assertThat(AccountState.of(server).toString()).isEqualTo(born);
    }

    /** AWS CLI, {@code cloudformation deploy}: a change set is made and executed, and one without changes is none. */
    @Test
    void deployMakesChangesAndSaysWhenThereAreNone() throws Exception {
        Path template = cli.write("deploy.yaml", """
                Parameters:
                  Greeting: {Type: String, Default: hello}
                Resources:
                  Files:
                    Type: AWS::EFS::FileSystem
                    Properties:
                      FileSystemTags: [{Key: Greeting, Value: !Ref Greeting}]
                """);
        String[] deploy = {"deploy", "--stack-name", "deployed", "--template-file", template.toString()};
        assertThat(cli.done(deploy)).contains("Successfully created/updated stack - deployed");
        aSecondPasses();
        assertThat(cli.done(deploy)).contains("No changes to deploy. Stack deployed is up to date");
        aSecondPasses();
        String[] changed = {
            "deploy",
            "--stack-name",
            "deployed",
            "--template-file",
            template.toString(),
            "--parameter-overrides",
            "Greeting=bye"
        };
        assertThat(cli.done(changed)).contains("Successfully created/updated stack - deployed");
        assertThat(cli.done("describe-stack-events", "--stack-name", "deployed"))
                .containsSubsequence(
                        "UPDATE_COMPLETE",
                        "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
                        "UPDATE_IN_PROGRESS",
                        "CREATE_COMPLETE");
        cli.done("delete-stack", "--stack-name", "deployed");
        cli.settled("stack-delete-complete", "deployed");
    }

    /** The CLI names change sets by the second. */
    private static void aSecondPasses() {
        long now = Instant.now().getEpochSecond();
        await("the next second").until(() -> Instant.now().getEpochSecond() > now);
    }

    /** User guide, "Wait condition": whoever has the handle's URL signals with a PUT. */
    @Test
    void aWaitConditionIsSignalledByItsUrl() throws Exception {
        Path template = cli.write("wait.yaml", """
                Resources:
                  Handle:
                    Type: AWS::CloudFormation::WaitConditionHandle
                  Wait:
                    Type: AWS::CloudFormation::WaitCondition
                    Properties: {Handle: !Ref Handle, Timeout: '600'}
                Outputs:
                  Data: {Value: !GetAtt Wait.Data}
                """);
        cli.done("create-stack", "--stack-name", "waits", "--template-body", "file://" + template);
        String url = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> cli.done(
                                        "describe-stack-resources",
                                        "--stack-name",
                                        "waits",
                                        "--query",
                                        "StackResources[?LogicalResourceId=='Handle'].PhysicalResourceId",
                                        "--output",
                                        "text")
                                .strip(),
                        text -> text.startsWith("http"));
        String signal = "{\"Status\":\"SUCCESS\",\"UniqueId\":\"app\",\"Data\":\"up\"}";
        String path = URI.create(url).getPath();
        assertThat(server.sendSigned("PUT", path + "0", Map.of(), SimulatedServer.bytes(signal))
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.sendSigned("PUT", path, Map.of(), SimulatedServer.bytes(signal))
                        .statusCode())
                .isEqualTo(200);
        cli.settled("stack-create-complete", "waits");
        assertThat(cli.done("describe-stacks", "--stack-name", "waits")).contains("{\\\"app\\\":\\\"up\\\"}");
        cli.done("delete-stack", "--stack-name", "waits");
    }
}
