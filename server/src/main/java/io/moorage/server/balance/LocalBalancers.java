package io.moorage.server.balance;

import io.moorage.ec2.network.NetworkNames;
import io.moorage.elb.Balancers;
import io.moorage.loadbalancer.control.BalancerClient;
import io.moorage.loadbalancer.control.BalancerTerms;
import io.moorage.loadbalancer.control.Response.BalancerStatus;
import io.moorage.model.elb.Registration.Health;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The load balancers of this machine: all of them in one process, which runs while there are any. One that does not answer in time
 * is killed and started again.
 */
public final class LocalBalancers implements Balancers {
    private final BalancerProcess process;
    private final BalancerClient client;
    private final Terms terms;
    private volatile boolean wanted;

    /** @param names of network namespaces */
    public LocalBalancers(BalancerProcess process, BalancerClient client, NetworkNames names, AccessLogFiles logs) {
        this.process = process;
        this.client = client;
        this.terms = new Terms(names, logs);
    }

    /** Whether its process is to run. */
    public boolean wanted() {
        return wanted;
    }

    /** True when it answers. */
    public boolean answers() {
        try {
            return client.ping().pid() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public Map<String, String> declare(List<Declared> told) throws IOException {
        wanted = !told.isEmpty();
        if (!wanted) {
            end();
            return Map.of();
        }
        process.process().ensureRunning();
        List<BalancerTerms> some = told.stream().map(terms::of).toList();
        return process.process().asking(() -> client.declare(some));
    }

    private void end() throws IOException {
        if (process.process().find().isPresent()) {
            process.process().kill();
        }
    }

    @Override
    public Map<String, Status> status() throws IOException {
        return process.process().asking(client::status).entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> status(each.getValue())));
    }

    private static Status status(BalancerStatus said) {
        return new Status(
                said.instances().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                each -> new InstanceStatus(
                                        Health.valueOf(each.getValue().health()),
                                        each.getValue().underWay(),
                                        Optional.ofNullable(each.getValue().inServiceSince()),
                                        Optional.ofNullable(each.getValue().firstAnswer())))),
                new Counts(
                        said.counts().requests(),
                        said.counts().latencyMicros(),
                        said.counts().connectionErrors(),
                        Objects.requireNonNullElse(said.counts().waiting(), 0L),
                        said.counts().rejected(),
                        said.counts().balancerErrors(),
                        said.counts().instanceAnswers()));
    }
}
