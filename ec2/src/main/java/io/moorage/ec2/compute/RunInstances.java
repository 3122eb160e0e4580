package io.moorage.ec2.compute;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.Reservation;
import io.moorage.awsmodels.ec2.RunInstancesRequest;
import io.moorage.ec2.address.PrivateAddresses;
import io.moorage.ec2.address.PublicAddresses;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.template.TemplateLaunch;
import io.moorage.model.ec2.Ec2Id;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import io.moorage.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Launches from MinCount to MaxCount instances; the same client token again answers the same instances. */
public record RunInstances(Ec2 ec2) implements Action<RunInstancesRequest, Reservation> {
    @Override
    public Operation<RunInstancesRequest, Reservation> operation() {
        return Ec2Operations.RUN_INSTANCES;
    }

    @Override
    public Reservation handle(RunInstancesRequest input, RequestContext context) {
        List<Instance> made = ec2.store().transact(tx -> {
            LaunchRequest wanted = LaunchRequest.of(TemplateLaunch.resolve(input, tx), tx, ec2, context);
            List<Instance> before = ofToken(tx, wanted.launch().clientToken());
            if (!before.isEmpty() && !wanted.sameAs(before)) {
                throw Ec2Errors.refused(
                        "IdempotentParameterMismatch",
                        "Arguments on this idempotent request are inconsistent with arguments used in previous request(s).");
            }
            Ec2Errors.refuseDryRun(input.dryRun());
            return before.isEmpty() ? launch(tx, wanted, context.now()) : before;
        });
        return new InstanceShapes(ec2.view(), ec2.config())
                .reservation(made.getFirst().launch().reservationId(), made);
    }

    private static List<Instance> ofToken(ReadView view, String token) {
        return token.isEmpty()
                ? List.of()
                : view.by(Ec2Tables.INSTANCES, Ec2Tables.INSTANCES_BY_CLIENT_TOKEN, token).stream()
                        .sorted(Comparator.comparing(each -> each.launch().launchIndex()))
                        .toList();
    }

    private List<Instance> launch(Transaction tx, LaunchRequest wanted, Instant now) {
        if (wanted.present().isPresent()) {
            String id = Ec2Id.INSTANCE.next(ec2.random());
            PresentInterface given = wanted.present().get();
            return List.of(launch(tx, wanted, 0, id, given.row().attachedTo(id, given.kept()), now));
        }
        var made = new ArrayList<Instance>();
        for (int index = 0; index < wanted.count(); index++) {
            Optional<String> address = index < wanted.min()
                    ? Optional.of(PrivateAddresses.take(tx, wanted.subnet().id(), wanted.privateAddress()))
                    : PrivateAddresses.next(tx, wanted.subnet().id());
            if (address.isEmpty()) {
                break;
            }
            String id = Ec2Id.INSTANCE.next(ec2.random());
            NetworkInterface eni = NetworkInterface.in(
                    wanted.subnet(), address.get(), wanted.groups(), NetworkInterface.instance(id), ec2.random());
            made.add(launch(
                    tx,
                    wanted,
                    index,
                    id,
                    wanted.publicAddress()
                            ? eni.withPublicAddress(Optional.of(PublicAddresses.allocate(tx, ec2.config())))
                            : eni,
                    now));
        }
        return made;
    }

    private Instance launch(
            Transaction tx, LaunchRequest wanted, int index, String id, NetworkInterface eni, Instant now) {
        tx.put(Ec2Tables.INTERFACES, eni);
        Instance instance = Instance.pending(id, wanted.launch().at(index, ec2.random()), eni.id(), now, wanted.tags());
        tx.insert(Ec2Tables.INSTANCES, instance);
        return instance;
    }
}
