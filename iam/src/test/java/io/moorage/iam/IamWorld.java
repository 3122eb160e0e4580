package io.moorage.iam;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Authorizer;
import io.moorage.awsapi.Principal;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.CreateAccessKeyRequest;
import io.moorage.awsmodels.iam.CreateUserRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.store.memory.MemoryStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** IAM over a store in memory, at a time the test sets. */
public final class IamWorld {
    public static final String ACCOUNT = "123456789012";
    public static final String EC2_TRUST = trust("{\"Service\":\"ec2.amazonaws.com\"}");
    public static final String ALLOW_ECS =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"ecs:*\",\"Resource\":\"*\"}]}";

    public final MemoryStore store = new MemoryStore();
    public final IamControlPlane iam;
    private Instant now = Instant.parse("2026-11-22T18:00:00Z");

    public IamWorld() {
        this(Optional.empty());
    }

    private IamWorld(Optional<InstantSource> real) {
        InstantSource clock = real.orElse(() -> now);
        iam = new IamControlPlane(store, clock, new Random(7), new IamConfig(ACCOUNT, "us-east-1"));
    }

    /** For clients that check the time themselves. */
    public static IamWorld inRealTime() {
        return new IamWorld(Optional.of(InstantSource.system()));
    }

    public Instant now() {
        return now;
    }

    public void advanceSeconds(long seconds) {
        now = now.plusSeconds(seconds);
    }

    public static String trust(String principal) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":" + principal
                + ",\"Action\":\"sts:AssumeRole\"}]}";
    }

    /** A policy of one statement about everything. */
    public static String policy(String effect, String action) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"" + effect + "\",\"Action\":\"" + action
                + "\",\"Resource\":\"*\"}]}";
    }

    /** A user with a key. */
    public Principal user(String name) {
        call(
                IamOperations.CREATE_USER,
                CreateUserRequest.builder().userName(name).build());
        return principal(call(
                        IamOperations.CREATE_ACCESS_KEY,
                        CreateAccessKeyRequest.builder().userName(name).build())
                .accessKey()
                .accessKeyId());
    }

    public Principal principal(String accessKeyId) {
        return iam.credentialStore().find(accessKeyId).orElseThrow().principal();
    }

    /** What the authorizer says to a request that names no resource. */
    public Authorizer.Decision decide(Principal caller, String action) {
        return iam.authorizer().authorize(new Authorizer.Query(caller, action, List.of("*"), Map.of()));
    }

    public <I, O> O call(Operation<I, O> operation, I input) {
        return call(Principal.root(ACCOUNT), operation, input);
    }

    /** Calls the action that implements {@code operation}, without asking whether the caller may. */
    @SuppressWarnings("unchecked") // the action's operation is this one, which carries its types
    public <I, O> O call(Principal caller, Operation<I, O> operation, I input) {
        Action<I, O> action = (Action<I, O>) iam.actions().stream()
                .filter(each -> each.operation().equals(operation))
                .findFirst()
                .orElseThrow();
        return action.handle(input, new RequestContext(caller, ACCOUNT, "us-east-1", "r-1", "10.0.0.1", true, now));
    }
}
