package io.moorage.model.ec2;

import java.util.Map;
import java.util.Optional;

/**
 * A public address that is an account's until it is released.
 *
 * @param id {@code eipalloc-...}
 * @param association which may outlive its network interface: then it is none any more
 */
public record ElasticAddress(
        String id, String publicAddress, Optional<Association> association, Map<String, String> tags) {
    public ElasticAddress {
        tags = Map.copyOf(tags);
    }

    /**
     * With a network interface, whose public address it then is.
     *
     * @param id {@code eipassoc-...}
     */
    public record Association(String id, String networkInterfaceId) {}

    public boolean isOf(NetworkInterface networkInterface) {
        return association
                .filter(each -> each.networkInterfaceId().equals(networkInterface.id()))
                .isPresent();
    }

    public ElasticAddress with(Optional<Association> next) {
        return new ElasticAddress(id, publicAddress, next, tags);
    }

    public ElasticAddress withTags(Map<String, String> newTags) {
        return new ElasticAddress(id, publicAddress, association, newTags);
    }
}
