package io.moorage.cloudformation.engine;

import java.util.List;

/**
 * The account that stacks are made in.
 *
 * @param id twelve digits
 * @param zones names of the region's Availability Zones, in their order
 */
public record Account(String id, String region, List<String> zones) {
    public Account {
        zones = List.copyOf(zones);
    }
}
