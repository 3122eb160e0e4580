package io.moorage.iam;

import io.moorage.model.ec2.Image;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.InternetGateway;
import io.moorage.model.ec2.KeyPair;
import io.moorage.model.ec2.LaunchTemplate;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.ec2.Subnet;
import io.moorage.model.ec2.Vpc;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Condition keys of what EC2 keeps (Service Authorization Reference, "Resource types defined by Amazon EC2"). */
final class Ec2Facts {
    private static final String VPC = "ec2:Vpc";
    private static final String ZONE = "ec2:AvailabilityZone";

    private final String arn;
    private final ReadView view;
    private final Map<String, List<String>> keys = new HashMap<>();

    Ec2Facts(String arn, ReadView view) {
        this.arn = arn;
        this.view = view;
    }

    /** @param resource the ARN's last part, such as {@code vpc/vpc-0abc} */
    Map<String, List<String>> keys(String resource) {
        String id = resource.substring(resource.indexOf('/') + 1);
        switch (resource.substring(0, Math.max(0, resource.indexOf('/')))) {
            case "instance" -> view.find(Ec2Tables.INSTANCES, id).ifPresent(this::of);
            case "subnet" -> view.find(Ec2Tables.SUBNETS, id).ifPresent(this::of);
            case "network-interface" -> view.find(Ec2Tables.INTERFACES, id).ifPresent(this::of);
            case "security-group" ->
                view.find(Ec2Tables.SECURITY_GROUPS, id).ifPresent(group -> of(group.vpcId(), group.tags()));
            case "route-table" ->
                view.find(Ec2Tables.ROUTE_TABLES, id).ifPresent(table -> of(table.vpcId(), table.tags()));
            case "vpc" -> view.find(Ec2Tables.VPCS, id).map(Vpc::tags).ifPresent(this::tags);
            case "internet-gateway" ->
                view.find(Ec2Tables.INTERNET_GATEWAYS, id)
                        .map(InternetGateway::tags)
                        .ifPresent(this::tags);
            case "launch-template" ->
                view.find(Ec2Tables.LAUNCH_TEMPLATES, id)
                        .map(LaunchTemplate::tags)
                        .ifPresent(this::tags);
            case "key-pair" ->
                view.find(Ec2Tables.KEY_PAIRS, id).map(KeyPair::tags).ifPresent(this::tags);
            case "image" -> view.find(Ec2Tables.IMAGES, id).ifPresent(this::of);
            default -> {}
        }
        return keys;
    }

    private void of(Instance instance) {
        Instance.Launch launch = instance.launch();
        put(ZONE, launch.availabilityZone());
        put("ec2:InstanceType", launch.instanceType());
        put("ec2:EbsOptimized", Boolean.toString(launch.ebsOptimized()));
        put("ec2:RootDeviceType", "ebs");
        put("ec2:Tenancy", "default");
        launch.instanceProfileArn().ifPresent(profile -> put("ec2:InstanceProfile", profile));
        tags(instance.tags());
    }

    private void of(Subnet subnet) {
        put(ZONE, subnet.availabilityZone());
        put(VPC, vpc(subnet.vpcId()));
        tags(subnet.tags());
    }

    private void of(NetworkInterface card) {
        put(ZONE, card.availabilityZone());
        put(VPC, vpc(card.vpcId()));
        put("ec2:Subnet", sibling("subnet", card.subnetId()));
        tags(card.tags());
    }

    private void of(Image image) {
        put("ec2:Owner", "amazon");
        put("ec2:Public", "true");
        put("ec2:ImageType", "machine");
        put("ec2:RootDeviceType", "ebs");
        tags(image.tags());
    }

    private void of(String vpcId, Map<String, String> tags) {
        put(VPC, vpc(vpcId));
        tags(tags);
    }

    private void tags(Map<String, String> tags) {
        keys.putAll(Resources.keys("ec2:ResourceTag/", tags));
    }

    private String vpc(String id) {
        return sibling("vpc", id);
    }

    private String sibling(String type, String id) {
        return arn.substring(0, arn.lastIndexOf(':') + 1) + type + "/" + id;
    }

    private void put(String key, String value) {
        keys.put(key, List.of(value));
    }
}
