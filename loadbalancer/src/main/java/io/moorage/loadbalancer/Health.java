package io.moorage.loadbalancer;

import io.moorage.loadbalancer.control.HealthCheckTerms;

/**
 * What health checks have said of an instance so far (Classic Load Balancers guide, "Configure health checks"). The first success
 * decides alone, since a new registration waits for nothing else; otherwise it takes a row of checks that say otherwise.
 *
 * @param streak checks in a row that contradict the state
 */
public record Health(State state, int streak) {
    public static final Health UNCHECKED = new Health(State.REGISTERING, 0);

    /** DescribeInstanceHealth shows the first as OutOfService, "Instance registration is still in progress." */
    public enum State {
        REGISTERING,
        IN_SERVICE,
        OUT_OF_SERVICE
    }

    public boolean inService() {
        return state == State.IN_SERVICE;
    }

    public Health after(boolean passed, HealthCheckTerms terms) {
        State said = passed ? State.IN_SERVICE : State.OUT_OF_SERVICE;
        if (said == state) {
            return new Health(state, 0);
        }
        int needed = passed ? terms.healthyThreshold() : terms.unhealthyThreshold();
        boolean first = state == State.REGISTERING && passed;
        return first || streak + 1 >= needed ? new Health(said, 0) : new Health(state, streak + 1);
    }
}
