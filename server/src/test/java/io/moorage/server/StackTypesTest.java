package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Resource types over the other services' APIs, against {@code server --simulate}; a deletion leaves the account as it was. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StackTypesTest {
    private SimulatedServer server;
    private LiveStacks stacks;
    private HttpServer templates;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        server = new SimulatedServer(home);
        stacks = new LiveStacks(server);
        templates = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        templates.start();
    }

    @AfterAll
    void stop() throws Exception {
        templates.stop(0);
        server.close();
    }

    private String serve(String name, Supplier<String> text) {
        templates.createContext("/" + name, exchange -> {
            byte[] body = text.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        return "http://127.0.0.1:" + templates.getAddress().getPort() + "/" + name;
    }

    private static final String CAPACITY = """
            Parameters:
              Image:
                Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>
                Default: /aws/service/ecs/optimized-ami/amazon-linux-2/recommended/image_id
            Resources:
              Template:
                Type: AWS::EC2::LaunchTemplate
                Properties:
                  LaunchTemplateData: {ImageId: !Ref Image, InstanceType: t3.micro}
              Group:
                Type: AWS::AutoScaling::AutoScalingGroup
                Properties:
                  AvailabilityZones: !GetAZs ''
                  LaunchTemplate: {LaunchTemplateId: !Ref Template, Version: !GetAtt Template.LatestVersionNumber}
                  MinSize: 0
                  MaxSize: 1
                  DesiredCapacity: 0
              Provider:
                Type: AWS::ECS::CapacityProvider
                Properties:
                  AutoScalingGroupProvider:
                    AutoScalingGroupArn: !Ref Group
                    ManagedScaling: {Status: ENABLED, TargetCapacity: 90}
              Cluster: {Type: AWS::ECS::Cluster, Properties: {ClusterName: capacity}}
              Associations:
                Type: AWS::ECS::ClusterCapacityProviderAssociations
                Properties:
                  Cluster: !Ref Cluster
                  CapacityProviders: [!Ref Provider]
                  DefaultCapacityProviderStrategy: [{CapacityProvider: !Ref Provider, Weight: 1}]
              Service:
                Type: AWS::ECS::Service
                DependsOn: Associations
                Properties:
                  ServiceName: web
                  Cluster: !Ref Cluster
                  TaskDefinition: capacity
                  DesiredCount: 0
                  DeploymentConfiguration: {DeploymentCircuitBreaker: {Enable: true, Rollback: true}}
                  AvailabilityZoneRebalancing: ENABLED
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties:
                  ServiceNamespace: ecs
                  ScalableDimension: ecs:service:DesiredCount
                  ResourceId: !Sub 'service/${Cluster}/${Service.Name}'
                  MinCapacity: 0
                  MaxCapacity: 3
                  ScheduledActions:
                    - ScheduledActionName: evening
                      Schedule: at(2099-01-01T20:00:00)
                      Timezone: Europe/Berlin
                      ScalableTargetAction: {MinCapacity: 0, MaxCapacity: 1}
                    - ScheduledActionName: morning
                      Schedule: at(2099-01-02T06:00:00)
                      ScalableTargetAction: {MinCapacity: 1}
              Policy:
                Type: AWS::ApplicationAutoScaling::ScalingPolicy
                Properties:
                  PolicyName: cpu
                  PolicyType: TargetTrackingScaling
                  ScalingTargetId: !Ref Target
                  TargetTrackingScalingPolicyConfiguration:
                    TargetValue: 50
                    PredefinedMetricSpecification: {PredefinedMetricType: ECSServiceAverageCPUUtilization}
            """;

    /** CloudFormation user guide, the resource types of capacity providers and of Application Auto Scaling. */
    @Test
    void capacityAndServiceScaling() throws Exception {
        server.ecs("RegisterTaskDefinition", """
                {"family":"capacity","containerDefinitions":[{"name":"web","image":"web","memory":64}]}""");
        stacks.live(
                "capacity",
                CAPACITY,
                CAPACITY.replace("TargetCapacity: 90", "TargetCapacity: 100")
                        .replace("MaxCapacity: 3", "MaxCapacity: 5")
                        .replace("TargetValue: 50", "TargetValue: 60")
                        .replace("at(2099-01-01T20:00:00)", "at(2099-01-01T21:00:00)")
                        .replace("ScheduledActionName: morning", "ScheduledActionName: noon")
                        .replace("Weight: 1", "Weight: 2"));
    }

    private static final String OWN_NETWORK = """
            Resources:
              Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.9.0.0/16}}
              First: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.9.1.0/24}}
              Second: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.9.2.0/24}}
              Cluster: {Type: AWS::ECS::Cluster, Properties: {ClusterName: network}}
              Definition:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  NetworkMode: awsvpc
                  ContainerDefinitions: [{Name: web, Image: web, Memory: 64}]
              Service:
                Type: AWS::ECS::Service
                Properties:
                  ServiceName: network
                  Cluster: !Ref Cluster
                  TaskDefinition: !Ref Definition
                  DesiredCount: 0
                  EnableExecuteCommand: false
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref First]}}
            Outputs:
              First: {Value: !Ref First}
              Second: {Value: !Ref Second}
            """;

    /** CloudFormation user guide, "AWS::ECS::Service": what is updated without interruption reaches the service. */
    @Test
    void aServiceMovesToAnotherNetwork() throws Exception {
        stacks.done("Action=CreateStack&StackName=network&TemplateBody=" + LiveStacks.encoded(OWN_NETWORK));
        stacks.settled("network", ">CREATE_COMPLETE<");
        assertThat(networkService()).contains("\"subnets\":[\"" + output("First") + "\"]");
        stacks.done("Action=UpdateStack&StackName=network&TemplateBody="
                + LiveStacks.encoded(OWN_NETWORK
                        .replace("Subnets: [!Ref First]", "Subnets: [!Ref Second]")
                        .replace("EnableExecuteCommand: false", "EnableExecuteCommand: true")));
        stacks.settled("network", ">UPDATE_COMPLETE<");
        assertThat(networkService())
                .contains("\"subnets\":[\"" + output("Second") + "\"]", "\"enableExecuteCommand\":true")
                .doesNotContain(output("First"));
        stacks.done("Action=DeleteStack&StackName=network");
        stacks.settled("network", "DELETE_COMPLETE");
    }

    private String networkService() throws Exception {
        return server.ecs("DescribeServices", "{\"cluster\":\"network\",\"services\":[\"network\"]}")
                .body();
    }

    private String output(String name) throws Exception {
        Matcher found = Pattern.compile("<OutputKey>" + name + "</OutputKey>\\s*<OutputValue>([^<]+)<")
                .matcher(stacks.done("Action=DescribeStacks&StackName=network"));
        assertThat(found.find()).as(name).isTrue();
        return found.group(1);
    }

    private static final String SCALING = """
            Parameters:
              Image:
                Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>
                Default: /aws/service/ecs/optimized-ami/amazon-linux-2/recommended/image_id
            Resources:
              Template:
                Type: AWS::EC2::LaunchTemplate
                Properties:
                  LaunchTemplateData: {ImageId: !Ref Image, InstanceType: t3.micro}
              Group:
                Type: AWS::AutoScaling::AutoScalingGroup
                Properties:
                  AvailabilityZones: !GetAZs ''
                  LaunchTemplate: {LaunchTemplateId: !Ref Template, Version: !GetAtt Template.LatestVersionNumber}
                  MinSize: 0
                  MaxSize: 1
                  DesiredCapacity: 0
              Out:
                Type: AWS::AutoScaling::ScalingPolicy
                Properties: {AutoScalingGroupName: !Ref Group, AdjustmentType: ChangeInCapacity, ScalingAdjustment: 1, Cooldown: '60'}
              Nightly:
                Type: AWS::AutoScaling::ScheduledAction
                Properties: {AutoScalingGroupName: !Ref Group, DesiredCapacity: 0, Recurrence: '0 3 * * *'}
              Hook:
                Type: AWS::AutoScaling::LifecycleHook
                Properties:
                  AutoScalingGroupName: !Ref Group
                  LifecycleTransition: autoscaling:EC2_INSTANCE_TERMINATING
                  HeartbeatTimeout: 30
              Topic:
                Type: AWS::SNS::Topic
                Properties:
                  DisplayName: news
                  Subscription: [{Protocol: http, Endpoint: 'http://127.0.0.1:1/one'}]
              Who:
                Type: AWS::SNS::TopicPolicy
                Properties:
                  Topics: [!Ref Topic]
                  PolicyDocument:
                    Version: '2012-10-17'
                    Statement: [{Effect: Allow, Principal: {Service: cloudwatch.amazonaws.com}, Action: 'sns:Publish', Resource: '*'}]
              Other:
                Type: AWS::SNS::Subscription
                Properties: {TopicArn: !Ref Topic, Protocol: http, Endpoint: 'http://127.0.0.1:1/two', RawMessageDelivery: true}
              Alarm:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  MetricName: CPUReservation
                  Namespace: AWS/ECS
                  Statistic: Average
                  Period: '60'
                  EvaluationPeriods: '1'
                  Threshold: '75'
                  ComparisonOperator: GreaterThanThreshold
                  AlarmActions: [!Ref Out, !Ref Topic]
                  Tags: [{Key: a, Value: b}]
              Lines: {Type: 'AWS::Logs::LogGroup', Properties: {LogGroupName: /stack/lines, RetentionInDays: 7, Tags: [{Key: a, Value: b}]}}
              Name:
                Type: AWS::SSM::Parameter
                Properties: {Name: /stack/name, Type: String, Value: !GetAtt Topic.TopicName, Tags: {a: b}}
            """;

    @Test
    void whatScalesAndTellsOfIt() throws Exception {
        stacks.live(
                "scaling",
                SCALING,
                SCALING.replace("t3.micro", "t3.small")
                        .replace("ScalingAdjustment: 1", "ScalingAdjustment: 2")
                        .replace("0 3 * * *", "0 4 * * *")
                        .replace("HeartbeatTimeout: 30", "HeartbeatTimeout: 60")
                        .replace("DisplayName: news", "DisplayName: more")
                        .replace("cloudwatch.amazonaws.com", "events.amazonaws.com")
                        .replace("/one", "/three")
                        .replace("RawMessageDelivery: true", "RawMessageDelivery: false")
                        .replace("RetentionInDays: 7", "RetentionInDays: 14")
                        .replace("Threshold: '75'", "Threshold: '80'")
                        .replace("Value: !GetAtt Topic.TopicName", "Value: other"));
    }

    private static final String NETWORK = """
            Resources:
              Vpc: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.9.0.0/16}}
              Open: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref Vpc, CidrBlock: 10.9.0.0/24}}
              Closed: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref Vpc, CidrBlock: 10.9.1.0/24}}
              Gateway: {Type: 'AWS::EC2::InternetGateway'}
              Attached: {Type: 'AWS::EC2::VPCGatewayAttachment', Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway}}
              OpenRoutes: {Type: 'AWS::EC2::RouteTable', Properties: {VpcId: !Ref Vpc}}
              WayOut:
                Type: AWS::EC2::Route
                DependsOn: Attached
                Properties: {RouteTableId: !Ref OpenRoutes, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway}
              OpenTable: {Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: {SubnetId: !Ref Open, RouteTableId: !Ref OpenRoutes}}
              Address: {Type: 'AWS::EC2::EIP', DependsOn: Attached, Properties: {Domain: vpc, Tags: [{Key: Name, Value: ADDRESS}]}}
              Nat:
                Type: AWS::EC2::NatGateway
                DependsOn: WayOut
                Properties: {SubnetId: !Ref Open, AllocationId: !GetAtt Address.AllocationId, Tags: [{Key: Name, Value: NAT}]}
              ClosedRoutes: {Type: 'AWS::EC2::RouteTable', Properties: {VpcId: !Ref Vpc}}
              Through:
                Type: AWS::EC2::Route
                Properties: {RouteTableId: !Ref ClosedRoutes, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat}
              ClosedTable: {Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: {SubnetId: !Ref Closed, RouteTableId: !Ref ClosedRoutes}}
            Outputs:
              Ip: {Value: !Ref Address}
            """;

    @Test
    void aPrivateSubnetHasItsWayOutByANatGateway() throws Exception {
        stacks.live("nat", NETWORK, NETWORK.replace("Value: NAT", "Value: changed"));
    }

    private static final String IDENTITIES = """
            Resources:
              Vpc: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.7.0.0/16}}
              Subnet: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref Vpc, CidrBlock: 10.7.0.0/24}}
              Card:
                Type: AWS::EC2::NetworkInterface
                Properties: {SubnetId: !Ref Subnet, Description: first, PrivateIpAddress: 10.7.0.9, Tags: [{Key: Name, Value: card}]}
              Staff:
                Type: AWS::IAM::Group
                Properties:
                  Path: /people/
                  ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonEC2FullAccess']
                  Policies:
                    - PolicyName: own
                      PolicyDocument: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ecs:*","Resource":"*"}]}'
              Ada:
                Type: AWS::IAM::User
                Properties: {Tags: [{Key: a, Value: b}]}
              Bob: {Type: 'AWS::IAM::User', Properties: {Groups: [!Ref Staff]}}
              Members: {Type: 'AWS::IAM::UserToGroupAddition', Properties: {GroupName: !Ref Staff, Users: [!Ref Ada]}}
              Shared:
                Type: AWS::IAM::ManagedPolicy
                Properties:
                  Groups: [!Ref Staff]
                  PolicyDocument: {Version: '2012-10-17', Statement: [{Effect: Allow, Action: 'efs:*', Resource: '*'}]}
              Inline:
                Type: AWS::IAM::Policy
                Properties:
                  PolicyName: inline
                  Groups: [!Ref Staff]
                  Users: [!Ref Bob]
                  PolicyDocument: {Version: '2012-10-17', Statement: [{Effect: Allow, Action: 'sns:*', Resource: '*'}]}
              Role:
                Type: AWS::IAM::Role
                Properties:
                  Description: first
                  MaxSessionDuration: 3600
                  AssumeRolePolicyDocument:
                    Version: '2012-10-17'
                    Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: 'sts:AssumeRole'}]
                  Tags: [{Key: a, Value: b}]
            Outputs:
              Staff: {Value: !GetAtt Staff.Arn}
              Address: {Value: !GetAtt Card.PrimaryPrivateIpAddress}
            """;

    @Test
    void groupsTheirMembersAndAnInterface() throws Exception {
        String born = AccountState.of(server).toString();
        String iam = "&Capabilities.member.1=CAPABILITY_IAM";
        stacks.done("Action=CreateStack&StackName=people" + iam + "&TemplateBody=" + LiveStacks.encoded(IDENTITIES));
        assertThat(stacks.settled("people", ">CREATE_COMPLETE<")).contains(":group/people/people-Staff-", ">10.7.0.9<");
        String changed = IDENTITIES
                .replace("/people/", "/staff/")
                .replace("[!Ref Ada]", "[!Ref Bob]")
                .replace("Groups: [!Ref Staff]}}", "Tags: [{Key: c, Value: d}]}}")
                .replace("efs:*", "elasticfilesystem:*")
                .replace("PolicyName: inline", "PolicyName: renamed")
                .replace("Description: first", "Description: second")
                .replace("Duration: 3600", "Duration: 7200")
                .replace("{Key: a, Value: b}", "{Key: e, Value: f}");
        String before = physical("Shared");
        stacks.done("Action=UpdateStack&StackName=people" + iam + "&TemplateBody=" + LiveStacks.encoded(changed));
        assertThat(stacks.settled("people", ">UPDATE_COMPLETE<")).contains(":group/staff/people-Staff-");
        assertThat(physical("Shared")).isEqualTo(before);
        stacks.done("Action=DeleteStack&StackName=people");
        stacks.settled("people", "DELETE_COMPLETE");
        assertThat(AccountState.of(server).toString()).isEqualTo(born);
    }

    /** User guide, "Using dynamic references to specify template values": "ssm", by name and by version. */
    @Test
    void propertiesReferToParametersOfSystemsManager() throws Exception {
        server.ssm("PutParameter", "{\"Name\":\"/own/word\",\"Type\":\"String\",\"Value\":\"looked-up\"}");
        String template = """
                Resources:
                  Lines: {Type: 'AWS::Logs::LogGroup', Properties: {LogGroupName: '/refers/{{resolve:ssm:/own/word:1}}'}}
                  Group: {Type: 'AWS::EC2::SecurityGroup', Properties: {GroupDescription: g}}
                  One:
                    Type: AWS::EC2::Instance
                    Properties:
                      ImageId: '{{resolve:ssm:/aws/service/ami-amazon-linux-latest/amzn2-ami-hvm-x86_64-gp2}}'
                      SecurityGroups: [!Ref Group]
                """;
        stacks.done("Action=CreateStack&StackName=refers&TemplateBody=" + LiveStacks.encoded(template));
        stacks.settled("refers", ">CREATE_COMPLETE<");
        assertThat(server.logs("DescribeLogGroups", "{}").body()).contains("/refers/looked-up");
        assertThat(stacks.done("Action=GetTemplate&StackName=refers")).contains("{{resolve:ssm:/own/word:1}}");
        server.ssm("DeleteParameter", "{\"Name\":\"/own/word\"}");
        stacks.done("Action=DeleteStack&StackName=refers");
        stacks.settled("refers", "DELETE_COMPLETE");

        stacks.done("Action=CreateStack&StackName=refers&TemplateBody=" + LiveStacks.encoded(template));
        stacks.settled("refers", ">ROLLBACK_COMPLETE<");
        assertThat(stacks.done("Action=DescribeStackEvents&StackName=refers"))
                .contains("Parameters: [ssm:/own/word:1] cannot be found.");
        stacks.done("Action=DeleteStack&StackName=refers");
        stacks.settled("refers", "DELETE_COMPLETE");
    }

    private String physical(String logical) throws Exception {
        return value(
                stacks.done("Action=DescribeStackResource&StackName=people&LogicalResourceId=" + logical),
                "PhysicalResourceId");
    }

    /** User guide, "Embed stacks within other stacks using nested stacks". */
    @Test
    void stacksAreNested() throws Exception {
        String inner = """
                Parameters: {Name: {Type: String}, Words: {Type: CommaDelimitedList}}
                Resources:
                  Files: {Type: 'AWS::EFS::FileSystem', Properties: {FileSystemTags: [{Key: Name, Value: !Ref Name}]}}
                Outputs: {Id: {Value: !Ref Files}}
                """;
        var served = new AtomicReference<>(inner);
        String url = serve("inner.yaml", served::get);
        String outer = """
                Resources:
                  Inner:
                    Type: AWS::CloudFormation::Stack
                    Properties: {TemplateURL: INNER, Parameters: {Name: first, Words: [a, b]}}
                  Point: {Type: 'AWS::EFS::AccessPoint', Properties: {FileSystemId: !GetAtt Inner.Outputs.Id}}
                """.replace("INNER", url);
        String born = AccountState.of(server).toString();
        stacks.done("Action=CreateStack&StackName=outer&TemplateBody=" + LiveStacks.encoded(outer));
        stacks.settled("outer", ">CREATE_COMPLETE<");
        String nested = value(
                stacks.done("Action=DescribeStackResource&StackName=outer&LogicalResourceId=Inner"),
                "PhysicalResourceId");
        assertThat(stacks.done("Action=DescribeStacks&StackName=" + LiveStacks.encoded(nested)))
                .contains("<ParentId>arn:aws:cloudformation:", "<RootId>arn:aws:cloudformation:", ">CREATE_COMPLETE<");

        stacks.done("Action=UpdateStack&StackName=outer&TemplateBody="
                + LiveStacks.encoded(outer.replace("Name: first", "Name: second")));
        stacks.settled("outer", ">UPDATE_COMPLETE<");
        assertThat(stacks.done("Action=DescribeStacks&StackName=" + LiveStacks.encoded(nested)))
                .contains(">second<", ">UPDATE_COMPLETE<");

        served.set(inner.replace("Value: !Ref Name", "Value: third"));
        stacks.done("Action=UpdateStack&StackName=outer&UsePreviousTemplate=true");
        stacks.settled("outer", ">UPDATE_COMPLETE<");
        assertThat(server.efs("GET", "/2015-02-01/file-systems", "").body()).contains("\"third\"");

        String missing = url.replace("inner", "missing");
        stacks.done(
                "Action=UpdateStack&StackName=outer&TemplateBody=" + LiveStacks.encoded(outer.replace(url, missing)));
        stacks.settled("outer", ">UPDATE_ROLLBACK_COMPLETE<");
        assertThat(stacks.done("Action=DescribeStackEvents&StackName=outer"))
                .contains("TemplateURL must reference a template that the control plane can read");
        stacks.done("Action=DeleteStack&StackName=outer");
        stacks.settled("outer", "DELETE_COMPLETE");
        assertThat(stacks.done("Action=DescribeStacks&StackName=" + LiveStacks.encoded(nested)))
                .contains(">DELETE_COMPLETE<");
        assertThat(AccountState.of(server).toString()).isEqualTo(born);
    }

    private static String value(String body, String member) {
        Matcher matcher = Pattern.compile("<" + member + ">([^<]+)<").matcher(body);
        assertThat(matcher.find()).as(body).isTrue();
        return matcher.group(1);
    }

    /** User guide, "Detecting unmanaged configuration changes to stacks and resources with drift detection". */
    @Test
    void whatWasChangedByHandHasDrifted() throws Exception {
        String template = """
                Resources:
                  Vpc: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.8.0.0/16, Tags: [{Key: Name, Value: mine}]}}
                  Group:
                    Type: AWS::EC2::SecurityGroup
                    Properties:
                      GroupDescription: g
                      VpcId: !Ref Vpc
                      SecurityGroupIngress: [{IpProtocol: tcp, FromPort: '22', ToPort: '22', CidrIp: 10.0.0.0/8}]
                  Routes: {Type: 'AWS::EC2::RouteTable', Properties: {VpcId: !Ref Vpc}}
                  Name: {Type: 'AWS::SSM::Parameter', Properties: {Type: String, Value: first}}
                  Gone: {Type: 'AWS::SSM::Parameter', Properties: {Type: String, Value: there}}
                """;
        stacks.done("Action=CreateStack&StackName=drifts&TemplateBody=" + LiveStacks.encoded(template));
        stacks.settled("drifts", ">CREATE_COMPLETE<");
        String id = value(stacks.done("Action=DetectStackDrift&StackName=drifts"), "StackDriftDetectionId");
        assertThat(stacks.done("Action=DescribeStackDriftDetectionStatus&StackDriftDetectionId=" + id))
                .contains(
                        "<StackDriftStatus>IN_SYNC<",
                        "<DetectionStatus>DETECTION_COMPLETE<",
                        "<DriftedStackResourceCount>0<");

        String group = value(
                stacks.done("Action=DescribeStackResource&StackName=drifts&LogicalResourceId=Group"),
                "PhysicalResourceId");
        String name = value(
                stacks.done("Action=DescribeStackResource&StackName=drifts&LogicalResourceId=Name"),
                "PhysicalResourceId");
        String gone = value(
                stacks.done("Action=DescribeStackResource&StackName=drifts&LogicalResourceId=Gone"),
                "PhysicalResourceId");
        server.ec2("Action=AuthorizeSecurityGroupIngress&GroupId=" + group
                + "&IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=80&IpPermissions.1.ToPort=80"
                + "&IpPermissions.1.IpRanges.1.CidrIp=0.0.0.0%2F0");
        server.ssm("PutParameter", "{\"Name\":\"" + name + "\",\"Value\":\"second\",\"Overwrite\":true}");
        server.ssm("DeleteParameter", "{\"Name\":\"" + gone + "\"}");
        stacks.done("Action=DetectStackDrift&StackName=drifts");
        assertThat(stacks.done("Action=DescribeStacks&StackName=drifts")).contains("<StackDriftStatus>DRIFTED<");
        assertThat(stacks.done("Action=DescribeStackResource&StackName=drifts&LogicalResourceId=Name"))
                .contains("<StackResourceDriftStatus>MODIFIED<");
        String drifts = stacks.done("Action=DescribeStackResourceDrifts&StackName=drifts");
        assertThat(drifts)
                .contains("<StackResourceDriftStatus>DELETED<", "<StackResourceDriftStatus>NOT_CHECKED<")
                .contains("<PropertyPath>/Value</PropertyPath>", "<ExpectedValue>first<", "<ActualValue>second<")
                .contains("<PropertyPath>/SecurityGroupIngress/1</PropertyPath>", "<DifferenceType>ADD<");
        assertThat(stacks.done("Action=DetectStackResourceDrift&StackName=drifts&LogicalResourceId=Vpc"))
                .contains("<StackResourceDriftStatus>IN_SYNC<");
        assertThat(server.cloudformation("Action=DetectStackResourceDrift&StackName=drifts&LogicalResourceId=Routes")
                        .body())
                .contains("Drift detection is not supported for resource type AWS::EC2::RouteTable");
        stacks.done("Action=DeleteStack&StackName=drifts");
        stacks.settled("drifts", "DELETE_COMPLETE");
    }
}
