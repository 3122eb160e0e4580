package io.moorage.model.ec2;

import java.util.Map;
import java.util.Optional;

/** A VPC's door to everything outside; attached to at most one VPC, and a VPC has at most one. */
public record InternetGateway(String id, Optional<String> vpcId, Map<String, String> tags) {
    public InternetGateway {
        tags = Map.copyOf(tags);
    }

    public InternetGateway attachedTo(Optional<String> newVpcId) {
        return new InternetGateway(id, newVpcId, tags);
    }

    public InternetGateway withTags(Map<String, String> newTags) {
        return new InternetGateway(id, vpcId, newTags);
    }
}
