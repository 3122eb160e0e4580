package io.moorage.console.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.frame.Links;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;

/** From a stack's resource to the page of what it is. */
final class PhysicalLinks {
    private PhysicalLinks() {}

    static Html of(JsonNode resource) {
        String id = resource.path("PhysicalResourceId").asText();
        if (id.isEmpty()) {
            return Html.text("–");
        }
        String href = href(resource.path("ResourceType").asText(), id);
        return href.isEmpty() ? Parts.id(id) : Parts.linkedId(href, id);
    }

    /** An ARN that ends in its cluster and its name. */
    private static String service(String arn) {
        String[] steps = arn.split("/", -1);
        return steps.length < 3 ? "" : Links.to("ecs", "clusters", steps[1], "services", steps[2]);
    }

    /** Empty where there is no page. */
    private static String href(String type, String id) {
        return switch (type) {
            case "AWS::EFS::FileSystem" -> Links.to("efs", id);
            case "AWS::ECS::Cluster" -> Links.to("ecs", "clusters", id);
            case "AWS::ECS::Service" -> service(id);
            case "AWS::ECS::TaskDefinition" ->
                Links.to("ecs", "task-definitions") + "/" + Links.nameOf(id).replace(':', '/');
            case "AWS::EC2::Instance" -> Links.to("ec2", "instances", id);
            case "AWS::EC2::SecurityGroup" -> Links.to("ec2", "security-groups", id);
            case "AWS::EC2::VPC" -> Links.to("ec2", "vpcs", id);
            case "AWS::AutoScaling::AutoScalingGroup" -> Links.to("ec2", "auto-scaling-groups", id);
            case "AWS::ElasticLoadBalancing::LoadBalancer" -> Links.to("elb", id);
            case "AWS::IAM::Role" -> Links.to("iam", "roles", id);
            case "AWS::IAM::User" -> Links.to("iam", "users", id);
            case "AWS::IAM::Group" -> Links.to("iam", "groups", id);
            case "AWS::IAM::ManagedPolicy" -> Links.to("iam", "policies", id);
            case "AWS::CloudWatch::Alarm" -> Links.to("cloudwatch", "alarms", id);
            case "AWS::Logs::LogGroup" -> Links.to("logs", id);
            case "AWS::SNS::Topic" -> Links.to("sns", id);
            case "AWS::SSM::Parameter" -> Links.to("ssm", id);
            case "AWS::CloudFormation::Stack" -> Links.to("stacks", Links.nameOf(id.replaceFirst("/[^/]*$", "")));
            default -> "";
        };
    }
}
