package io.moorage.ssm.join;

import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ssm.Activation;
import io.moorage.model.ssm.ManagedInstance;
import io.moorage.store.EcsTables;
import io.moorage.store.SsmTables;
import io.moorage.store.Store;
import io.moorage.store.Transaction;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Exchanges an activation's id and code for a managed instance and its token. */
public final class Registrations {
    private static final int TOKEN_BYTES = 24;
    /** Of seventeen hexadecimal digits. */
    private static final int ID_BYTES = 9;

    private static final int ID_DIGITS = 17;

    private final Store store;
    private final RandomGenerator random;

    /** @param random a cryptographically strong one */
    public Registrations(Store store, RandomGenerator random) {
        this.store = store;
        this.random = random;
    }

    /** What a machine says when it registers. */
    public record Application(
            String activationId, String code, String fingerprint, String computerName, String address) {}

    /** What comes of it. */
    public sealed interface Outcome {}

    /** @param token shown here only */
    public record Joined(ManagedInstance instance, String token) implements Outcome {}

    /** @param reason in words for whoever runs the command */
    public record Refused(String reason) implements Outcome {}

    public Outcome register(Application application, Instant now) {
        String token = Secrets.draw(random, TOKEN_BYTES);
        return store.transact(tx -> register(tx, application, token, now));
    }

    /** A code that is wrong and an id that is wrong are refused alike: neither can be guessed by itself. */
    private Outcome register(Transaction tx, Application application, String token, Instant now) {
        Optional<Activation> found = tx.find(SsmTables.ACTIVATIONS, application.activationId())
                .filter(each -> Secrets.match(application.code(), each.codeHash()));
        if (found.isEmpty()) {
            return new Refused(
                    "the activation id or the activation code is wrong, or it is of another region or server:"
                            + " an activation is good only where it was made");
        }
        Activation activation = found.get();
        if (activation.expired(now)) {
            return new Refused("the activation expired at " + activation.expires());
        }
        Optional<ManagedInstance> known = tx.all(SsmTables.MANAGED_INSTANCES).stream()
                .filter(each -> each.activationId().equals(activation.id())
                        && each.fingerprint().equals(application.fingerprint()))
                .findFirst();
        if (known.isEmpty() && activation.full()) {
            return new Refused("the activation was used for as many machines as it is good for, which is "
                    + activation.registrationLimit());
        }
        ManagedInstance instance = known.map(each -> each.again(activation, application.address(), Secrets.hash(token)))
                .orElseGet(() -> fresh(activation, application, token, now));
        tx.put(SsmTables.MANAGED_INSTANCES, instance);
        if (known.isEmpty()) {
            tx.update(SsmTables.ACTIVATIONS, activation.used());
        }
        return new Joined(instance, token);
    }

    private ManagedInstance fresh(Activation activation, Application application, String token, Instant now) {
        byte[] drawn = new byte[ID_BYTES];
        random.nextBytes(drawn);
        return new ManagedInstance(
                "mi-" + HexFormat.of().formatHex(drawn).substring(0, ID_DIGITS),
                activation.id(),
                activation.iamRole(),
                activation.defaultInstanceName(),
                application.computerName(),
                application.address(),
                application.fingerprint(),
                Secrets.hash(token),
                now);
    }

    /** What the machine's agent registered; empty before that, and when it was deregistered. */
    public Optional<ContainerInstance> containerInstance(ManagedInstance instance) {
        return store
                .view()
                .by(EcsTables.CONTAINER_INSTANCES, EcsTables.INSTANCES_BY_EC2_INSTANCE, instance.id())
                .stream()
                .filter(each -> !each.inactive())
                .findFirst();
    }

    /** The machine that this is the token of. */
    public Optional<ManagedInstance> authenticate(String instanceId, String token) {
        return store.view()
                .find(SsmTables.MANAGED_INSTANCES, instanceId)
                .filter(each -> Secrets.match(token, each.tokenHash()));
    }
}
