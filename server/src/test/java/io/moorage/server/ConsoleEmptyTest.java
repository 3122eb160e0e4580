package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.base.sigv4.Uri;
import io.moorage.browser.Look;
import io.moorage.browser.Tab;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pages where there is nothing yet, or not what was asked for: each says what it is and what to click next, in a browser. */
final class ConsoleEmptyTest extends ConsoleInBrowser {
    private static final String TRUST = Uri.encode("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}");

    /** @param next a button, a link or a form's button of the page itself */
    private record Empty(String path, String words, String next) {}

    private void show(Tab tab, List<Empty> pages) throws Exception {
        for (Empty each : pages) {
            tab.open(server.uri() + "/console/" + each.path());
            tab.sees(each.words());
            assertThat(tab.until(
                                    "[...document.querySelectorAll('main a, main button')].filter((e) => e.checkVisibility())"
                                            + ".map((e) => e.innerText.trim()).includes('" + each.next() + "')")
                            .asBoolean())
                    .as("%s of %s", each.next(), each.path())
                    .isTrue();
            Look.accessible(tab);
        }
    }

    @Test
    void whereThereIsNothing() throws Exception {
        show(
                browser.tab(),
                List.of(
                        new Empty("failovers", "No instance was lost.", "See it happen"),
                        new Empty("efs", "There is no file system yet.", "Create file system"),
                        new Empty("ec2/instances", "There is no instance.", "Create stack"),
                        new Empty("ec2/key-pairs", "There is no key pair.", "Create key pair"),
                        new Empty("elb", "There is no load balancer.", "Create stack"),
                        new Empty("ec2/auto-scaling-groups", "There is no Auto Scaling group.", "Create stack"),
                        new Empty("stacks", "There is no stack.", "Create stack"),
                        new Empty("cloudwatch/metrics", "There is no metric yet.", "Instances"),
                        new Empty("cloudwatch/alarms", "There is no alarm.", "Metrics"),
                        new Empty("logs", "There is no log group.", "Create log group"),
                        new Empty("sns", "There is no topic.", "Create topic"),
                        new Empty("ssm", "There is no parameter.", "Put parameter"),
                        new Empty("iam/users", "There is no user.", "Create user"),
                        new Empty("iam/groups", "There is no group.", "Create group"),
                        new Empty("iam/roles", "There is no role.", "Create role"),
                        new Empty("iam/instance-profiles", "There is no instance profile.", "Roles")));
    }

    @Test
    void whatHasNothingInIt() throws Exception {
        String files = Beginnings.fileSystem(server, "data");
        String vpc = Visitors.between(
                server.ec2("Action=CreateVpc&CidrBlock=10.9.0.0/16").body(), "<vpcId>");
        server.elb(
                "Action=CreateLoadBalancer&LoadBalancerName=front&AvailabilityZones.member.1=us-east-1a"
                        + "&Listeners.member.1.Protocol=TCP&Listeners.member.1.LoadBalancerPort=80&Listeners.member.1.InstancePort=80");
        String image =
                Uri.encode(Visitors.between(server.ec2("Action=DescribeImages").body(), "<imageId>"));
        server.autoScaling(
                "Action=CreateLaunchConfiguration&LaunchConfigurationName=lc&InstanceType=t3.micro&ImageId=" + image);
        server.autoScaling(
                "Action=CreateAutoScalingGroup&AutoScalingGroupName=fleet&LaunchConfigurationName=lc&MinSize=0"
                        + "&MaxSize=1&AvailabilityZones.member.1=us-east-1a");
        server.logs("CreateLogGroup", "{\"logGroupName\":\"lines\"}");
        server.logs("CreateLogGroup", "{\"logGroupName\":\"written\"}");
        server.logs("CreateLogStream", "{\"logGroupName\":\"written\",\"logStreamName\":\"one\"}");
        server.cloudformation("Action=CreateStack&StackName=s&TemplateBody="
                + Uri.encode("Resources: {Lines: {Type: 'AWS::Logs::LogGroup'}}"));
        server.iam("Action=CreateUser&UserName=eve");
        server.iam("Action=CreateGroup&GroupName=keepers");
        server.iam("Action=CreateRole&RoleName=actor&AssumeRolePolicyDocument=" + TRUST);
        String topic =
                Visitors.between(server.sns("Action=CreateTopic&Name=news").body(), "<TopicArn>");
        show(
                browser.tab(),
                List.of(
                        new Empty("efs/" + files + "/clients", "No client is connected.", "Mount targets"),
                        new Empty("efs/" + files + "/network", "It has no mount target.", "Create mount targets"),
                        new Empty("efs/" + files + "/access-points", "It has no access point.", "Create access point"),
                        new Empty("efs/" + files + "/policy", "It has no policy.", "Save policy"),
                        new Empty("efs/" + files + "/snapshots", "It has no snapshot.", "Take a snapshot"),
                        new Empty("ec2/vpcs/" + vpc, "It has no subnet.", "Stacks"),
                        new Empty("elb/front", "It sends to no instance.", "Auto Scaling groups"),
                        new Empty("ec2/auto-scaling-groups/fleet", "It has no instance.", "Set"),
                        new Empty("ec2/auto-scaling-groups/fleet?tab=activities", "It has done nothing yet.", "Set"),
                        new Empty("ec2/auto-scaling-groups/fleet?tab=policies", "It has no policy.", "Set"),
                        new Empty("logs/lines", "It has no stream yet.", "Search"),
                        new Empty("logs/written/one", "The stream has no event yet.", "written"),
                        new Empty("stacks/s?tab=change-sets", "There is no change set.", "Update"),
                        new Empty("stacks/s?tab=drift", "Nobody has looked yet.", "Detect drift"),
                        new Empty("iam/users/eve?tab=keys", "It has no access key.", "Create access key"),
                        new Empty("iam/users/eve?tab=groups", "It is in no group.", "Groups"),
                        new Empty("iam/groups/keepers?tab=users", "Nobody is in it.", "Add to group"),
                        new Empty(
                                "iam/roles/actor?tab=profiles",
                                "No instance profile has it.",
                                "Create instance profile"),
                        new Empty("sns/" + Uri.encode(topic), "Nobody has subscribed.", "Subscribe")));
    }

    /** @param list where another is chosen */
    private record Gone(String path, String code, String list) {}

    @Test
    void whatIsNotThere() throws Exception {
        Tab tab = browser.tab();
        server.logs("CreateLogGroup", "{\"logGroupName\":\"lines\"}");
        for (Gone each : List.of(
                new Gone("efs/fs-00000000000000000", "FileSystemNotFound", "File systems"),
                new Gone("efs/fs-00000000000000000/snapshots", "FileSystemNotFound", "File systems"),
                new Gone("ec2/instances/i-00000000000000000", "InvalidInstanceID.NotFound", "Instances"),
                new Gone("ec2/vpcs/vpc-00000000000000000", "InvalidVpcID.NotFound", "VPCs"),
                new Gone("ec2/security-groups/sg-00000000000000000", "InvalidGroup.NotFound", "Security groups"),
                new Gone("elb/none", "LoadBalancerNotFound", "Load balancers"),
                new Gone("ec2/auto-scaling-groups/none", "ResourceNotFound", "Auto Scaling groups"),
                new Gone("stacks/none", "ValidationError", "Stacks"),
                new Gone("stacks/none/change-sets/none", "ValidationError", "Stacks"),
                new Gone("cloudwatch/alarms/none", "ResourceNotFound", "Alarms"),
                new Gone("logs/none", "ResourceNotFoundException", "Logs"),
                new Gone("logs/lines/none", "ResourceNotFoundException", "Logs"),
                new Gone("sns/arn:aws:sns:us-east-1:123456789012:none", "NotFound", "Topics"),
                new Gone("ssm/none", "ParameterNotFound", "Parameters"),
                new Gone("iam/users/none", "NoSuchEntity", "Users"),
                new Gone("iam/groups/none", "NoSuchEntity", "Groups"),
                new Gone("iam/roles/none", "NoSuchEntity", "Roles"),
                new Gone("iam/policies/arn:aws:iam::123456789012:policy%2Fnone", "NoSuchEntity", "Policies"))) {
            tab.open(server.uri() + "/console/" + each.path());
            assertThat(tab.until("document.querySelector('main [role=alert] strong')?.textContent")
                            .asText())
                    .as(each.path())
                    .isEqualTo(each.code());
            tab.sees("It is gone, or is called otherwise. Go to the list it would be in and choose from there.");
            assertThat(tab.evaluate(
                                    "[...document.querySelectorAll('main .button')].map((e) => e.innerText.trim()).join()")
                            .asText())
                    .as(each.path())
                    .isEqualTo(each.list());
        }
        Look.accessible(tab);
        tab.evaluate("document.querySelector('main .button').click()");
        tab.sees("AmazonEC2ContainerServiceforEC2Role");
    }
}
