package io.moorage.ec2.api;

import io.moorage.ec2.Ec2Config;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.util.random.RandomGenerator;

/** What every action of EC2 is given. */
public record Ec2(Store store, Ec2Config config, RandomGenerator random) {
    public ReadView view() {
        return store.view();
    }
}
