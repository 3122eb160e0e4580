package io.moorage.ecs.action;

import io.moorage.awsmodels.ecs.CapacityProviderStrategyItem;
import io.moorage.ecs.EcsErrors;
import io.moorage.model.ecs.CapacityProvider;
import io.moorage.model.ecs.CapacityShare;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.EcsArns;
import io.moorage.model.ecs.InvalidDefinitionException;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** By what a task or service comes to its instances: a launch type, or capacity providers. */
final class CapacityRequests {
    /** Limits of {@code CapacityProviderStrategy}. */
    private static final int MOST = 20;

    /** @param shares empty when the launch type decides */
    record Chosen(String launchType, List<CapacityShare> shares) {}

    /** What a request asks for; when that is nothing, the cluster's default strategy. */
    static Chosen read(
            ReadView view, Cluster cluster, @Nullable String launchType, List<CapacityProviderStrategyItem> strategy) {
        if (launchType != null && !strategy.isEmpty()) {
            throw EcsErrors.invalid("Specifying both a launch type and capacity provider strategy is not supported."
                    + " Remove one and try again.");
        }
        if (launchType != null) {
            return new Chosen(launchType(launchType), List.of());
        }
        return new Chosen("EC2", strategy.isEmpty() ? cluster.defaultStrategy() : shares(view, cluster, strategy));
    }

    private static String launchType(String launchType) {
        if (launchType.equals("FARGATE")) {
            throw EcsErrors.unsupported("The launch type FARGATE");
        }
        if (!Set.of("EC2", "EXTERNAL").contains(launchType)) {
            throw EcsErrors.invalid("Unsupported launch type: " + launchType);
        }
        return launchType;
    }

    /** A strategy whose providers are the cluster's. */
    static List<CapacityShare> shares(ReadView view, Cluster cluster, List<CapacityProviderStrategyItem> strategy) {
        List<CapacityShare> shares = shares(view, strategy);
        shares.stream()
                .filter(each -> !cluster.capacityProviders().contains(each.capacityProvider()))
                .findFirst()
                .ifPresent(each -> {
                    throw EcsErrors.invalid("The specified capacity provider strategy cannot contain a capacity"
                            + " provider that is not associated with the cluster. Associate the capacity provider "
                            + each.capacityProvider() + " with the cluster and try again.");
                });
        return shares;
    }

    /** A strategy, wherever it is to hold. */
    static List<CapacityShare> shares(ReadView view, List<CapacityProviderStrategyItem> strategy) {
        if (strategy.size() > MOST) {
            throw EcsErrors.invalid("A capacity provider strategy can have at most 20 capacity providers.");
        }
        List<CapacityShare> shares =
                strategy.stream().map(each -> share(view, each)).toList();
        Set<String> names = new HashSet<>();
        if (!shares.stream().allMatch(each -> names.add(each.capacityProvider()))) {
            throw EcsErrors.invalid("The capacity provider strategy cannot contain duplicate capacity providers.");
        }
        if (shares.stream().filter(each -> each.base() > 0).count() > 1) {
            throw EcsErrors.invalid("The specified capacity provider strategy can only have one capacity provider with"
                    + " a base value. Specify only one base value and try again.");
        }
        if (!shares.isEmpty() && shares.stream().allMatch(each -> each.weight() == 0)) {
            throw EcsErrors.invalid(
                    "At least one capacity provider in the strategy must have a weight greater than zero.");
        }
        return shares;
    }

    private static CapacityShare share(ReadView view, CapacityProviderStrategyItem item) {
        try {
            return new CapacityShare(
                    active(view, item.capacityProvider()).name(),
                    Objects.requireNonNullElse(item.weight(), 0),
                    Objects.requireNonNullElse(item.base(), 0));
        } catch (InvalidDefinitionException e) {
            throw EcsErrors.invalid(String.valueOf(e.getMessage()));
        }
    }

    /** The provider of a name or ARN. */
    static CapacityProvider active(ReadView view, String nameOrArn) {
        if (Set.of("FARGATE", "FARGATE_SPOT").contains(nameOrArn)) {
            throw EcsErrors.unsupported("The capacity provider " + nameOrArn);
        }
        return find(view, nameOrArn)
                .filter(CapacityProvider::active)
                .orElseThrow(() -> EcsErrors.invalid("The specified capacity provider '" + nameOrArn
                        + "' was not found. Specify a valid name or ARN and try again."));
    }

    static Optional<CapacityProvider> find(ReadView view, String nameOrArn) {
        return view.find(EcsTables.CAPACITY_PROVIDERS, EcsArns.lastPart(nameOrArn))
                .filter(each -> EcsArns.mayMean(nameOrArn, each.arn()));
    }

    private CapacityRequests() {}
}
