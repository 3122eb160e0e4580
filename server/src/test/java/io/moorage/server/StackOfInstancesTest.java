package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Stacks of instances, services and roles, by Debian's AWS CLI against {@code server --simulate}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("isInstalled")
final class StackOfInstancesTest {
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
        Path template = cli.write("scaled.yaml", SCALED);
        cli.done("create-stack", "--stack-name", "scaled", "--template-body", "file://" + template);
        running(1);
        cli.done(
                "signal-resource",
                "--stack-name",
                "scaled",
                "--logical-resource-id",
                "Group",
                "--unique-id",
                "i-1",
                "--status",
                "SUCCESS");
        cli.settled("stack-create-complete", "scaled");
        assertThat(cli.done("describe-stack-events", "--stack-name", "scaled"))
                .contains("Resource creation Initiated; the image ami-a88a46c5 is not here: ami-");
        cli.done(
                "update-stack",
                "--stack-name",
                "scaled",
                "--use-previous-template",
                "--parameters",
                "ParameterKey=Size,ParameterValue=2");
        cli.settled("stack-update-complete", "scaled");
        running(2);
        cli.done("delete-stack", "--stack-name", "scaled");
        cli.settled("stack-delete-complete", "scaled");
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
        Path template = cli.write("tasks.yaml", TASKS);
        List<String> create = List.of(
                "create-stack",
                "--stack-name",
                "tasks",
                "--template-body",
                "file://" + template,
                "--capabilities",
                "CAPABILITY_IAM");
        assertThat(cli.run(with(create, "--parameters", "ParameterKey=Key,ParameterValue=nobodys"))
                        .output())
                .contains("Parameter validation failed: parameter value nobodys for parameter name Key does not exist");
        cli.done(with(create, "--parameters", "ParameterKey=Key,ParameterValue=mine"));
        cli.settled("stack-create-complete", "tasks");
        cli.done(
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
        cli.settled("stack-update-complete", "tasks");
        assertThat(server.ec2("Action=DescribeInstances").body()).contains("<instanceType>t3.small</instanceType>");
        cli.done("delete-stack", "--stack-name", "tasks");
        cli.settled("stack-delete-complete", "tasks");
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
        Path template = cli.write("files.yaml", "Resources: {Files: {Type: 'AWS::EFS::FileSystem'}}");
        String[] create = {"create-stack", "--stack-name", "devs", "--template-body", "file://" + template};
        assertThat(cli.run(dev, create).exitCode()).isZero();
        cli.rests("devs");
        assertThat(cli.done("describe-stacks", "--stack-name", "devs")).contains("\"ROLLBACK_COMPLETE\"");
        assertThat(cli.done("describe-stack-events", "--stack-name", "devs"))
                .contains("user/dev is not authorized to perform: elasticfilesystem:CreateFileSystem on resource:");
        cli.done("delete-stack", "--stack-name", "devs");
        cli.settled("stack-delete-complete", "devs");

        String role = first(
                server.iam("Action=CreateRole&RoleName=stacks&AssumeRolePolicyDocument="
                                + encoded("{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                                        + "\"cloudformation.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}"))
                        .body(),
                "<Arn>([^<]+)<");
        allow("PutRolePolicy&RoleName=stacks", "elasticfilesystem:*");
        assertThat(cli.run(dev, with(List.of(create), "--role-arn", role)).output())
                .contains("(AccessDenied)", "is not authorized to perform: iam:PassRole on resource: " + role);
        allow("PutUserPolicy&UserName=dev", "*");
        assertThat(cli.run(dev, with(List.of(create), "--role-arn", role)).exitCode())
                .isZero();
        cli.settled("stack-create-complete", "devs");
        cli.done("delete-stack", "--stack-name", "devs");
        cli.settled("stack-delete-complete", "devs");
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
}
