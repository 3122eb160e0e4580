package io.moorage.elb.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.elb.CreateAccessPointInput;
import io.moorage.awsmodels.elb.CreateAccessPointOutput;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.model.ec2.Subnet;
import io.moorage.model.elb.Attributes;
import io.moorage.model.elb.HealthCheck;
import io.moorage.model.elb.Listener;
import io.moorage.model.elb.LoadBalancer;
import io.moorage.store.ElbTables;
import io.moorage.store.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a load balancer; a loop then has it answer. Called again with the same settings, it is the same one. */
record CreateLoadBalancer(Elb elb) implements LoadBalancerAction<CreateAccessPointInput, CreateAccessPointOutput> {
    @Override
    public Operation<CreateAccessPointInput, CreateAccessPointOutput> operation() {
        return ElbOperations.CREATE_LOAD_BALANCER;
    }

    @Override
    public String loadBalancerName(CreateAccessPointInput input) {
        return input.loadBalancerName();
    }

    private static final int LONGEST_NAME = 32;
    private static final long TEN_DIGITS = 10_000_000_000L;

    @Override
    public Map<String, List<String>> conditions(CreateAccessPointInput input, RequestContext context) {
        Map<String, List<String>> conditions = new HashMap<>(Tags.requested(input.tags()));
        conditions.put(
                "elasticloadbalancing:Scheme", List.of(scheme(input.scheme()).word()));
        return conditions;
    }

    @Override
    public List<Permission> furtherPermissions(CreateAccessPointInput input, RequestContext context) {
        return input.tags().isEmpty()
                ? List.of()
                : List.of(new Permission(
                        "elasticloadbalancing:AddTags", resources(input, context), Tags.requested(input.tags())));
    }

    @Override
    public CreateAccessPointOutput handle(CreateAccessPointInput input, RequestContext context) {
        checkName(input.loadBalancerName());
        return elb.store().transact(tx -> {
            LoadBalancer wanted = read(tx, input, context);
            Optional<LoadBalancer> present = tx.find(ElbTables.LOAD_BALANCERS, wanted.name());
            if (present.isPresent()) {
                return answer(same(present.get(), wanted));
            }
            if (tx.all(ElbTables.LOAD_BALANCERS).size() >= LoadBalancers.MOST) {
                throw new AwsException(
                        ElbOperations.ERROR_TOO_MANY_ACCESS_POINTS_EXCEPTION,
                        "There are " + LoadBalancers.MOST + " load balancers already, which is the most.");
            }
            tx.insert(ElbTables.LOAD_BALANCERS, wanted);
            Places.occupy(tx, elb, wanted);
            return answer(wanted);
        });
    }

    private static void checkName(String name) {
        if (name.length() > LONGEST_NAME) {
            throw Refusal.invalid("LoadBalancer name cannot be longer than '" + LONGEST_NAME + "' characters");
        }
        if (!name.matches("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?")) {
            throw Refusal.invalid(
                    "LoadBalancer name must contain only alphanumeric characters or hyphens, and must not "
                            + "begin or end with a hyphen");
        }
    }

    private LoadBalancer read(Transaction tx, CreateAccessPointInput input, RequestContext context) {
        List<Subnet> subnets = places(tx, input);
        String vpcId = subnets.getFirst().vpcId();
        LoadBalancer.Scheme scheme = scheme(input.scheme());
        if (input.listeners().isEmpty()) {
            throw Refusal.invalid("Listeners cannot be empty");
        }
        List<Listener> listeners = new Listeners(elb, tx).added(List.of(), input.listeners());
        return new LoadBalancer(
                input.loadBalancerName(),
                dnsName(input.loadBalancerName(), scheme),
                vpcId,
                scheme,
                context.now(),
                subnets.stream().map(Subnet::id).toList(),
                Places.groups(tx, input.securityGroups(), vpcId),
                listeners,
                HealthCheck.ofPort(listeners.getFirst().instancePort()),
                Attributes.DEFAULT,
                SslPolicies.withDefault(List.of(), listeners),
                List.of(),
                Tags.read(input.tags(), context));
    }

    private static List<Subnet> places(Transaction tx, CreateAccessPointInput input) {
        if (!input.subnets().isEmpty() && !input.availabilityZones().isEmpty()) {
            throw Refusal.invalid("Only one of SubnetIds or AvailabilityZones parameter may be specified");
        }
        if (input.subnets().isEmpty() && input.availabilityZones().isEmpty()) {
            throw Refusal.invalid("Either AvailabilityZones or SubnetIds must be specified");
        }
        return input.subnets().isEmpty()
                ? Places.defaultSubnets(tx, input.availabilityZones())
                : Places.subnets(tx, input.subnets());
    }

    private static LoadBalancer.Scheme scheme(@Nullable String word) {
        if (word == null || word.isEmpty()) {
            return LoadBalancer.Scheme.INTERNET_FACING;
        }
        for (LoadBalancer.Scheme each : LoadBalancer.Scheme.values()) {
            if (each.word().equals(word)) {
                return each;
            }
        }
        throw new AwsException(
                ElbOperations.ERROR_INVALID_SCHEME_EXCEPTION,
                "Invalid scheme: " + word + ". It must be internet-facing or internal.");
    }

    private String dnsName(String name, LoadBalancer.Scheme scheme) {
        String prefix = scheme == LoadBalancer.Scheme.INTERNAL ? "internal-" : "";
        return "%s%s-%010d.%s"
                .formatted(
                        prefix,
                        name,
                        elb.random().nextLong(TEN_DIGITS),
                        elb.config().domain())
                .toLowerCase(Locale.ROOT);
    }

    private static LoadBalancer same(LoadBalancer present, LoadBalancer wanted) {
        boolean same = present.vpcId().equals(wanted.vpcId())
                && present.scheme() == wanted.scheme()
                && present.subnets().equals(wanted.subnets())
                && present.securityGroups().equals(wanted.securityGroups())
                && present.listeners().equals(wanted.listeners())
                && present.tags().equals(wanted.tags());
        if (!same) {
            throw new AwsException(
                    ElbOperations.ERROR_DUPLICATE_ACCESS_POINT_NAME_EXCEPTION,
                    "Load Balancer named " + wanted.name()
                            + " already exists and it is configured with different parameters.");
        }
        return present;
    }

    private static CreateAccessPointOutput answer(LoadBalancer loadBalancer) {
        return CreateAccessPointOutput.builder().dnsName(loadBalancer.dnsName()).build();
    }
}
