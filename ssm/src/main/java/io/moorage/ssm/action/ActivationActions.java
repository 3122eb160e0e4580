package io.moorage.ssm.action;

import io.moorage.awsapi.Action;
import io.moorage.ssm.join.MachineKeys;
import io.moorage.store.Store;
import java.util.List;
import java.util.random.RandomGenerator;

/** The actions of the Systems Manager API that are about machines outside EC2. */
public final class ActivationActions {
    private ActivationActions() {}

    /** @param random a cryptographically strong one */
    public static List<Action<?, ?>> all(Store store, RandomGenerator random, MachineKeys keys) {
        Activations activations = new Activations(store, random, keys);
        return List.of(
                new CreateActivation(activations),
                new DescribeActivations(activations),
                new DeleteActivation(activations),
                new DescribeInstanceInformation(activations),
                new DeregisterManagedInstance(activations));
    }
}
