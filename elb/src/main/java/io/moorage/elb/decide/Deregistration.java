package io.moorage.elb.decide;

import io.moorage.model.elb.LoadBalancer;
import io.moorage.model.elb.Registration;
import io.moorage.store.ElbTables;
import io.moorage.store.Transaction;
import java.time.Duration;
import java.time.Instant;

/** How a registration ends: at once, or when its connections have run out (guide, "Configure connection draining"). */
public final class Deregistration {
    private Deregistration() {}

    public static void begin(Transaction tx, LoadBalancer loadBalancer, Registration present, Instant now) {
        if (loadBalancer.attributes().draining()) {
            Duration atMost = Duration.ofSeconds(loadBalancer.attributes().drainingTimeout());
            tx.update(ElbTables.REGISTRATIONS, present.draining(now, atMost));
        } else {
            tx.delete(ElbTables.REGISTRATIONS, present.key());
        }
    }
}
