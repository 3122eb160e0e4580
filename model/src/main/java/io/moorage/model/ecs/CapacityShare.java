package io.moorage.model.ecs;

/**
 * A capacity provider's share of a number of tasks ({@code API_CapacityProviderStrategyItem}).
 *
 * @param weight relative to the others', of what is beyond their bases
 * @param base so many tasks at least; at most one provider of a strategy has one
 */
public record CapacityShare(String capacityProvider, int weight, int base) {
    public CapacityShare {
        if (weight < 0 || weight > 1_000 || base < 0 || base > 100_000) {
            throw new InvalidDefinitionException(
                    "The capacity provider strategy has a weight outside of 0 to 1,000 or a base outside of 0 to 100,000.");
        }
    }
}
