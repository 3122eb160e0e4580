package io.moorage.autoscaling.action;

import io.moorage.autoscaling.AutoScalingConfig;
import io.moorage.awsapi.Calls;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.util.random.RandomGenerator;

/** What every action of Auto Scaling is given. */
public record AutoScaling(Store store, Calls calls, AutoScalingConfig config, RandomGenerator random) {
    ReadView view() {
        return store.view();
    }
}
