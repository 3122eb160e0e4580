package io.moorage.ec2.compute;

import io.moorage.model.ec2.Instance;
import io.moorage.store.Ec2Tables;
import io.moorage.store.Transaction;

/** What becomes of an instance's network interface when the instance is terminated. */
public final class Terminations {
    private Terminations() {}

    /** It goes with its instance, or is there to be attached again. */
    public static void release(Transaction tx, Instance instance) {
        tx.find(Ec2Tables.INTERFACES, instance.networkInterfaceId()).ifPresent(each -> {
            if (each.kept()) {
                tx.update(Ec2Tables.INTERFACES, each.detached());
            } else {
                tx.delete(Ec2Tables.INTERFACES, each.id());
            }
        });
    }
}
