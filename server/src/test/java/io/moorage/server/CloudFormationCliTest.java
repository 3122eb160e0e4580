package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
    private static final Path CLI = Path.of("/usr/bin/aws");

    private SimulatedServer server;
    private Path directory;

    static boolean isInstalled() {
        return Files.isExecutable(CLI);
    }

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        directory = home;
        server = new SimulatedServer(home);
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
        Path template = write("network.yaml", NETWORK);
        String file = "file://" + template;
        assertThat(aws("create-stack", "--stack-name", "net", "--template-body", file)
                        .output())
                .contains("(InsufficientCapabilitiesException)", "Requires capabilities : [CAPABILITY_IAM]");
        done(
                "create-stack",
                "--stack-name",
                "net",
                "--template-body",
                file,
                "--capabilities",
                "CAPABILITY_IAM",
                "--tags",
                "Key=owner,Value=me");
        settled("stack-create-complete", "net");
        String described = done("describe-stacks", "--stack-name", "net");
        assertThat(described).contains("CREATE_COMPLETE", "\"ExportName\": \"net-file-system\"");
        assertThat(done("list-exports")).contains("net-file-system");
        assertThat(done("describe-stack-resources", "--stack-name", "net")).contains("IGW|vpc-", "fsmt-");

        done(
                "update-stack",
                "--stack-name",
                "net",
                "--use-previous-template",
                "--parameters",
                "ParameterKey=Greeting,ParameterValue=goodbye",
                "ParameterKey=Block,UsePreviousValue=true",
                "--capabilities",
                "CAPABILITY_IAM");
        settled("stack-update-complete", "net");
        assertThat(aws(
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
        done("delete-stack", "--stack-name", "net");
        settled("stack-delete-complete", "net");
        assertThat(AccountState.of(server).toString()).isEqualTo(born);
    }

    /** AWS CLI, {@code cloudformation deploy}: a change set is made and executed, and one without changes is none. */
    @Test
    void deployMakesChangesAndSaysWhenThereAreNone() throws Exception {
        Path template = write("deploy.yaml", """
                Parameters:
                  Greeting: {Type: String, Default: hello}
                Resources:
                  Files:
                    Type: AWS::EFS::FileSystem
                    Properties:
                      FileSystemTags: [{Key: Greeting, Value: !Ref Greeting}]
                """);
        String[] deploy = {"deploy", "--stack-name", "deployed", "--template-file", template.toString()};
        assertThat(done(deploy)).contains("Successfully created/updated stack - deployed");
        aSecondPasses();
        assertThat(done(deploy)).contains("No changes to deploy. Stack deployed is up to date");
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
        assertThat(done(changed)).contains("Successfully created/updated stack - deployed");
        assertThat(done("describe-stack-events", "--stack-name", "deployed"))
                .containsSubsequence(
                        "UPDATE_COMPLETE",
                        "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
                        "UPDATE_IN_PROGRESS",
                        "CREATE_COMPLETE");
        done("delete-stack", "--stack-name", "deployed");
        settled("stack-delete-complete", "deployed");
    }

    /** The CLI names change sets by the second. */
    private static void aSecondPasses() {
        long now = Instant.now().getEpochSecond();
        await("the next second").until(() -> Instant.now().getEpochSecond() > now);
    }

    /** User guide, "Wait condition": whoever has the handle's URL signals with a PUT. */
    @Test
    void aWaitConditionIsSignalledByItsUrl() throws Exception {
        Path template = write("wait.yaml", """
                Resources:
                  Handle:
                    Type: AWS::CloudFormation::WaitConditionHandle
                  Wait:
                    Type: AWS::CloudFormation::WaitCondition
                    Properties: {Handle: !Ref Handle, Timeout: '600'}
                Outputs:
                  Data: {Value: !GetAtt Wait.Data}
                """);
        done("create-stack", "--stack-name", "waits", "--template-body", "file://" + template);
        String url = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> done(
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
        settled("stack-create-complete", "waits");
        assertThat(done("describe-stacks", "--stack-name", "waits")).contains("{\\\"app\\\":\\\"up\\\"}");
        done("delete-stack", "--stack-name", "waits");
    }

    private static final String SCALED = """
            Parameters:
              Image: {Type: String, Default: ami-a88a46c5}
              Size: {Type: Number, Default: 1}
            Resources:
              Made:
                Type: AWS::AutoScaling::LaunchConfiguration
                Properties: {ImageId: !Ref Image, InstanceType: t3.micro, UserData: {'Fn::Base64': '#!/bin/sh'}}
              Group:
                Type: AWS::AutoScaling::AutoScalingGroup
                Properties:
                  AvailabilityZones: !GetAZs ''
                  LaunchConfigurationName: !Ref Made
                  MinSize: '1'
                  MaxSize: '3'
                  DesiredCapacity: !Ref Size
                  Tags: [{Key: Name, Value: scaled, PropagateAtLaunch: true}]
                CreationPolicy: {ResourceSignal: {Count: '1', Timeout: PT5M}}
            """;

    /**
     * User guide, "CreationPolicy attribute": the group is complete when one of its instances has signalled. Its image is one that
     * AWS had.
     */
    @Test
    void aGroupOfInstancesIsMadeResizedAndDeleted() throws Exception {
        Path template = write("scaled.yaml", SCALED);
        done("create-stack", "--stack-name", "scaled", "--template-body", "file://" + template);
        running(1);
        done(
                "signal-resource",
                "--stack-name",
                "scaled",
                "--logical-resource-id",
                "Group",
                "--unique-id",
                "i-1",
                "--status",
                "SUCCESS");
        settled("stack-create-complete", "scaled");
        assertThat(done("describe-stack-events", "--stack-name", "scaled"))
                .contains("Resource creation Initiated; the image ami-a88a46c5 is not here: ami-");
        done(
                "update-stack",
                "--stack-name",
                "scaled",
                "--use-previous-template",
                "--parameters",
                "ParameterKey=Size,ParameterValue=2");
        settled("stack-update-complete", "scaled");
        running(2);
        done("delete-stack", "--stack-name", "scaled");
        settled("stack-delete-complete", "scaled");
        running(0);
    }

    private void running(int count) {
        await("scaled instances to be " + count)
                .atMost(Duration.ofSeconds(30))
                .until(() -> server.ec2("Action=DescribeInstances&Filter.1.Name=tag%3AName&Filter.1.Value.1=scaled"
                                        + "&Filter.2.Name=instance-state-name&Filter.2.Value.1=running")
                                .body()
                                .split("<instanceId>", -1)
                                .length
                        == count + 1);
    }

    private static final String TASKS = """
            Parameters:
              Image:
                Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>
                Default: /aws/service/ecs/optimized-ami/amazon-linux-2/recommended/image_id
              Key: {Type: 'AWS::EC2::KeyPair::KeyName'}
              Count: {Type: Number, Default: 1}
              Type: {Type: String, Default: t3.micro}
            Resources:
              Vpc: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.0.0.0/16, EnableDnsHostnames: true}}
              Subnet: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref Vpc, CidrBlock: !Select [0, !Cidr [!GetAtt Vpc.CidrBlock, 4, 8]]}}
              Group: {Type: 'AWS::EC2::SecurityGroup', Properties: {GroupDescription: i, VpcId: !Ref Vpc}}
              Peers:
                Type: AWS::EC2::SecurityGroupIngress
                Properties: {GroupId: !GetAtt Group.GroupId, IpProtocol: '-1', SourceSecurityGroupId: !Ref Group}
              Files: {Type: 'AWS::EFS::FileSystem', Properties: {Encrypted: true, BackupPolicy: {Status: DISABLED}, LifecyclePolicies: [{TransitionToIA: AFTER_30_DAYS}]}}
              Target: {Type: 'AWS::EFS::MountTarget', Properties: {FileSystemId: !Ref Files, SubnetId: !Ref Subnet, SecurityGroups: [!Ref Group]}}
              Point:
                Type: AWS::EFS::AccessPoint
                Properties:
                  FileSystemId: !Ref Files
                  PosixUser: {Uid: '1000', Gid: '1000'}
                  RootDirectory: {Path: /app, CreationInfo: {OwnerUid: '1000', OwnerGid: '1000', Permissions: '755'}}
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: 'sts:AssumeRole'}]}
                  ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role']
                  Policies: [{PolicyName: efs, PolicyDocument: {Statement: [{Effect: Allow, Action: 'elasticfilesystem:*', Resource: '*'}]}}]
              Extra:
                Type: AWS::IAM::Policy
                Properties: {PolicyName: extra, Roles: [!Ref Role], PolicyDocument: {Statement: [{Effect: Allow, Action: 's3:*', Resource: '*'}]}}
              Profile: {Type: 'AWS::IAM::InstanceProfile', Properties: {Roles: [!Ref Role]}}
              User: {Type: 'AWS::IAM::User'}
              UserKey: {Type: 'AWS::IAM::AccessKey', Properties: {UserName: !Ref User}}
              Managed: {Type: 'AWS::IAM::ManagedPolicy', Properties: {Users: [!Ref User], PolicyDocument: {Statement: [{Effect: Allow, Action: 'ecs:*', Resource: '*'}]}}}
              Cluster: {Type: 'AWS::ECS::Cluster', Properties: {ClusterSettings: [{Name: containerInsights, Value: disabled}]}}
              Box:
                Type: AWS::EC2::Instance
                Properties:
                  ImageId: !Ref Image
                  InstanceType: !Ref Type
                  KeyName: !Ref Key
                  IamInstanceProfile: !Ref Profile
                  NetworkInterfaces: [{DeviceIndex: '0', SubnetId: !Ref Subnet, GroupSet: [!Ref Group], AssociatePublicIpAddress: true}]
                  UserData: {'Fn::Base64': !Sub "#!/bin/bash\\necho ECS_CLUSTER=${Cluster} >> /etc/ecs/ecs.config\\n"}
                  Tags: [{Key: Name, Value: box}]
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: app, Image: busybox, Memory: '64', Essential: 'true', MountPoints: [{SourceVolume: data, ContainerPath: /data}], Environment: [{Name: A, Value: !Ref Count}]}
                  Volumes: [{Name: data, EFSVolumeConfiguration: {FilesystemId: !Ref Files, TransitEncryption: ENABLED, AuthorizationConfig: {AccessPointId: !Ref Point}}}]
              Service:
                Type: AWS::ECS::Service
                DependsOn: [Box, Target]
                Properties: {Cluster: !Ref Cluster, TaskDefinition: !Ref Task, DesiredCount: !Ref Count}
            Outputs:
              Ip: {Value: !GetAtt Box.PublicIp}
              Secret: {Value: !GetAtt UserKey.SecretAccessKey}
              Svc: {Value: !GetAtt Service.Name}
            """;

    /** What templates of ECS on EC2 with EFS are made of: an instance joins the cluster and runs the service's tasks. */
    @Test
    void aServiceRunsOnAnInstanceOfTheStack() throws Exception {
        assertThat(server.ec2("Action=CreateKeyPair&KeyName=mine").statusCode()).isEqualTo(200);
        Path template = write("tasks.yaml", TASKS);
        List<String> create = List.of(
                "create-stack",
                "--stack-name",
                "tasks",
                "--template-body",
                "file://" + template,
                "--capabilities",
                "CAPABILITY_IAM");
        assertThat(aws(with(create, "--parameters", "ParameterKey=Key,ParameterValue=nobodys"))
                        .output())
                .contains("Parameter validation failed: parameter value nobodys for parameter name Key does not exist");
        done(with(create, "--parameters", "ParameterKey=Key,ParameterValue=mine"));
        settled("stack-create-complete", "tasks");
        done(
                "update-stack",
                "--stack-name",
                "tasks",
                "--use-previous-template",
                "--capabilities",
                "CAPABILITY_IAM",
                "--parameters",
                "ParameterKey=Key,UsePreviousValue=true",
                "ParameterKey=Count,ParameterValue=2",
                "ParameterKey=Type,ParameterValue=t3.small");
        settled("stack-update-complete", "tasks");
        assertThat(server.ec2("Action=DescribeInstances").body()).contains("<instanceType>t3.small</instanceType>");
        done("delete-stack", "--stack-name", "tasks");
        settled("stack-delete-complete", "tasks");
        assertThat(server.iam("Action=ListPolicies&Scope=Local").body()).doesNotContain("<PolicyName>");
        assertThat(server.ec2("Action=DeleteKeyPair&KeyName=mine").statusCode()).isEqualTo(200);
    }

    private static String[] with(List<String> command, String... more) {
        return Stream.concat(command.stream(), Stream.of(more)).toArray(String[]::new);
    }

    /** User guide, "CloudFormation service role": without one, a stack may do what its caller may. */
    @Test
    void resourcesAreMadeWithThePermissionsOfTheCallerOrOfThePassedRole() throws Exception {
        assertThat(server.iam("Action=CreateUser&UserName=dev").statusCode()).isEqualTo(200);
        String key = server.iam("Action=CreateAccessKey&UserName=dev").body();
        Map<String, String> dev = Map.of(
                "AWS_ACCESS_KEY_ID", first(key, "<AccessKeyId>([^<]+)<"),
                "AWS_SECRET_ACCESS_KEY", first(key, "<SecretAccessKey>([^<]+)<"));
        allow("PutUserPolicy&UserName=dev", "cloudformation:*");
        Path template = write("files.yaml", "Resources: {Files: {Type: 'AWS::EFS::FileSystem'}}");
        String[] create = {"create-stack", "--stack-name", "devs", "--template-body", "file://" + template};
        assertThat(aws(dev, create).exitCode()).isZero();
        rests("devs");
        assertThat(done("describe-stacks", "--stack-name", "devs")).contains("\"ROLLBACK_COMPLETE\"");
        assertThat(done("describe-stack-events", "--stack-name", "devs"))
                .contains("user/dev is not authorized to perform: elasticfilesystem:CreateFileSystem on resource:");
        done("delete-stack", "--stack-name", "devs");
        settled("stack-delete-complete", "devs");

        String role = first(
                server.iam("Action=CreateRole&RoleName=stacks&AssumeRolePolicyDocument="
                                + encoded("{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                                        + "\"cloudformation.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}"))
                        .body(),
                "<Arn>([^<]+)<");
        allow("PutRolePolicy&RoleName=stacks", "elasticfilesystem:*");
        assertThat(aws(dev, with(List.of(create), "--role-arn", role)).output())
                .contains("(AccessDenied)", "is not authorized to perform: iam:PassRole on resource: " + role);
        allow("PutUserPolicy&UserName=dev", "*");
        assertThat(aws(dev, with(List.of(create), "--role-arn", role)).exitCode())
                .isZero();
        settled("stack-create-complete", "devs");
        done("delete-stack", "--stack-name", "devs");
        settled("stack-delete-complete", "devs");
    }

    private void allow(String action, String what) throws Exception {
        String policy = "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"" + what + "\",\"Resource\":\"*\"}]}";
        assertThat(server.iam("Action=" + action + "&PolicyName=p&PolicyDocument=" + encoded(policy))
                        .statusCode())
                .isEqualTo(200);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    /** The CLI's waiters look every thirty seconds: asked when there is nothing to wait for any more, they answer at once. */
    private void settled(String waiter, String stack) throws Exception {
        rests(stack);
        done("wait", waiter, "--stack-name", stack);
    }

    private void rests(String stack) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !server.cloudformation("Action=DescribeStacks&StackName=" + stack)
                        .body()
                        .contains("_IN_PROGRESS</StackStatus>"));
    }

    private Path write(String name, String text) throws Exception {
        return Files.writeString(directory.resolve(name), text);
    }

    private record Run(int exitCode, String output) {}

    private String done(String... command) throws Exception {
        Run run = aws(command);
        assertThat(run.exitCode()).as(run.output()).isZero();
        return run.output();
    }

    private Run aws(String... command) throws Exception {
        return aws(Map.of(), command);
    }

    /** @param environment besides that of somebody whose key is not known, who acts as root */
    private Run aws(Map<String, String> environment, String... command) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                CLI.toString(),
                "--endpoint-url",
                server.uri().toString(),
                "--region",
                "us-east-1",
                "--output",
                "json",
                "--no-cli-pager",
                "cloudformation"));
        line.addAll(List.of(command));
        Path output = Files.createTempFile(directory, "aws", ".out");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("HOME", directory.toString());
        builder.environment().put("AWS_ACCESS_KEY_ID", "test");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "test");
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(90, TimeUnit.SECONDS))
                    .as(String.join(" ", command) + " ended")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
