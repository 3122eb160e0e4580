package io.moorage.bench.scale;

import io.moorage.awsapi.Authorizer;
import io.moorage.awsapi.auth.Authenticator;
import io.moorage.awsapi.dispatch.Dispatcher;
import io.moorage.awsapi.dispatch.LocalCalls;
import io.moorage.awsapi.endpoint.AwsEndpoint;
import io.moorage.awsapi.tls.PrivateCa;
import io.moorage.ecs.EcsConfig;
import io.moorage.ecs.EcsControlPlane;
import io.moorage.ecs.agent.TaskCredentials;
import io.moorage.ecs.decide.Reachability;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.StateReason;
import io.moorage.store.AllTables;
import io.moorage.store.Ec2Tables;
import io.moorage.store.Store;
import io.moorage.store.sql.SqlStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * ECS's control plane as the server has it: the durable store, the API over HTTP, agents over websockets. EC2 is only its rows, written
 * at the start; {@code lose N} on the standard input is EC2's word that N more of the machines are off.
 */
public final class ControlPlane {
    private static final String ACCOUNT = "123456789012";
    private static final String REGION = "us-east-1";

    private ControlPlane() {}

    static String machine(int number) {
        return String.format("i-%017x", number);
    }

    static String zone(int number) {
        return REGION + (char) ('a' + number % 3);
    }

    /** Arguments: a directory, a port, how many machines there are. */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        int machines = Integer.parseInt(arguments[2]);
        try (SqlStore store = SqlStore.open("jdbc:sqlite:" + home.resolve("state.db"), AllTables.LIST)) {
            serve(store, home, Integer.parseInt(arguments[1]), machines);
        }
    }

    private static void serve(Store store, Path home, int port, int machines)
            throws IOException, GeneralSecurityException {
        InstantSource clock = InstantSource.system();
        SecureRandom random = new SecureRandom();
        launch(store, machines, clock);
        EcsControlPlane ecs = new EcsControlPlane(new EcsControlPlane.Parts(
                EcsConfig.at(REGION, ACCOUNT, "http://127.0.0.1:" + port),
                store,
                clock,
                random,
                TaskCredentials.NONE,
                id -> Reachability.UNKNOWN,
                new LocalCalls(
                        List.of(),
                        query -> Authorizer.Allowed.ALLOWED,
                        "ecs.amazonaws.com",
                        ACCOUNT,
                        REGION,
                        clock,
                        () -> "bench")));
        Dispatcher dispatcher = new Dispatcher(
                ecs.actions(),
                new Authenticator(key -> Optional.empty(), ACCOUNT),
                query -> Authorizer.Allowed.ALLOWED,
                ACCOUNT,
                REGION,
                clock,
                () -> UUID.randomUUID().toString());
        PrivateCa ca = PrivateCa.open(home.resolve("keys"), clock.instant(), random);
        try (ecs;
                AwsEndpoint endpoint = new AwsEndpoint(
                        dispatcher, ecs.routes(), List.of(), ca.serverContext(List.of("localhost"), clock.instant()))) {
            endpoint.start();
            ecs.start();
            endpoint.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), true);
            System.out.println("ready");
            orders(store, clock);
        }
    }

    /** Until the input ends. */
    private static void orders(Store store, InstantSource clock) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int lost = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            int from = lost;
            int to = lost + Integer.parseInt(line.replace("lose ", ""));
            store.transact(tx -> {
                for (int i = from; i < to; i++) {
                    Instance machine = tx.find(Ec2Tables.INSTANCES, machine(i)).orElseThrow();
                    tx.update(
                            Ec2Tables.INSTANCES,
                            machine.stopped(
                                    Optional.of(new StateReason("Server.InternalError", "lost power")),
                                    clock.instant()));
                }
                return to;
            });
            lost = to;
        }
    }

    /** Nothing when they are there from before this process was killed. */
    private static void launch(Store store, int machines, InstantSource clock) {
        if (!store.view().all(Ec2Tables.INSTANCES).isEmpty()) {
            return;
        }
        store.transact(tx -> {
            for (int i = 0; i < machines; i++) {
                Instance.Launch launch =
                        Instance.Launch.of("r-1", "ami-simulated", "m5.xlarge", "vpc-1", "subnet-" + zone(i), zone(i));
                tx.insert(
                        Ec2Tables.INSTANCES,
                        Instance.pending(machine(i), launch, "eni-" + i, clock.instant(), Map.of())
                                .running(clock.instant()));
            }
            return machines;
        });
    }
}
