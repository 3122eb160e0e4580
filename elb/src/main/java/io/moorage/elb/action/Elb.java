package io.moorage.elb.action;

import io.moorage.elb.Certificates;
import io.moorage.elb.ElbConfig;
import io.moorage.elb.PublicAddresses;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.util.random.RandomGenerator;

/** What every action of Elastic Load Balancing is given. */
public record Elb(
        Store store,
        ElbConfig config,
        PublicAddresses publicAddresses,
        Certificates certificates,
        RandomGenerator random) {
    ReadView view() {
        return store.view();
    }
}
