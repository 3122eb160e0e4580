package io.moorage.ec2.compute;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.ec2.InstanceStateChange;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.Instance;
import io.moorage.store.Ec2Tables;
import io.moorage.store.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Changes the states of several instances in one transaction: of all or of none. */
final class StateChanges {
    private StateChanges() {}

    /** @param change returns the instance as it is to be, or the same, or refuses */
    static List<InstanceStateChange> apply(
            Ec2 ec2, List<String> ids, @Nullable Boolean dryRun, BiFunction<Transaction, Instance, Instance> change) {
        if (ids.isEmpty()) {
            throw Ec2Errors.missing("InstanceId");
        }
        return ec2.store().transact(tx -> {
            Collection<Instance> before = Resource.INSTANCE.named(tx, ids);
            List<Instance> after =
                    before.stream().map(each -> change.apply(tx, each)).toList();
            Ec2Errors.refuseDryRun(dryRun);
            after.forEach(each -> tx.update(Ec2Tables.INSTANCES, each));
            var changes = new ArrayList<InstanceStateChange>();
            int index = 0;
            for (Instance each : before) {
                changes.add(InstanceShapes.change(each, after.get(index++)));
            }
            return changes;
        });
    }

    static AwsException incorrectState(Instance instance, String action) {
        return Ec2Errors.refused(
                "IncorrectInstanceState",
                "The instance '%s' is not in a state from which it can be %s.",
                instance.id(),
                action);
    }
}
