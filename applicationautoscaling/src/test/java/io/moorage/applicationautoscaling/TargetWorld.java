package io.moorage.applicationautoscaling;

import io.moorage.applicationautoscaling.loop.TargetLoop;
import io.moorage.awsapi.Action;
import io.moorage.awsapi.Authorizer;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.dispatch.LocalCalls;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.UpdateServiceRequest;
import io.moorage.awsmodels.ecs.UpdateServiceResponse;
import io.moorage.cloudwatch.AlarmActionKinds;
import io.moorage.cloudwatch.CloudWatchControlPlane;
import io.moorage.cloudwatch.metric.MetricStore;
import io.moorage.model.applicationautoscaling.ScalableTarget;
import io.moorage.model.applicationautoscaling.TargetPolicy;
import io.moorage.model.autoscaling.ScalingPolicy;
import io.moorage.model.cloudwatch.AlarmState;
import io.moorage.model.cloudwatch.ComparisonOperator;
import io.moorage.model.cloudwatch.Metric;
import io.moorage.model.cloudwatch.MetricAlarm;
import io.moorage.model.cloudwatch.MetricDatum;
import io.moorage.model.cloudwatch.MetricQuery;
import io.moorage.model.cloudwatch.Statistic;
import io.moorage.model.cloudwatch.StatisticSet;
import io.moorage.model.ecs.Service;
import io.moorage.store.ApplicationAutoScalingTables;
import io.moorage.store.CloudWatchTables;
import io.moorage.store.EcsTables;
import io.moorage.store.memory.MemoryStore;
import io.moorage.store.sql.RowCodec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** One service of the cluster {@code fleet}, its target, and CloudWatch's own actions. Of ECS there is what sets the desired count. */
final class TargetWorld {
    private static final String ACCOUNT = "123456789012";
    private static final String REGION = "us-east-1";

    Instant now = Instant.parse("2026-11-22T18:00:06Z");

    /** What happens to the next call that sets the desired count; it comes to pass when that is {@link Fault#KILLED_AFTER}. */
    Fault fault = Fault.NONE;

    final MemoryStore store = new MemoryStore();
    final Scaling scaling;
    final TargetLoop loop;
    private final MetricStore metrics = MetricStore.inMemory();

    enum Fault {
        NONE,
        REFUSED,
        KILLED_BEFORE,
        KILLED_AFTER
    }

    /** The process ends. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    TargetWorld(int min, int max, int desired) {
        var cloudWatch = new CloudWatchControlPlane(
                new CloudWatchControlPlane.Parts(store, metrics, Map.of(), new AlarmActionKinds(List.of()), () -> now));
        var calls = new LocalCalls(
                Stream.concat(Stream.of(new SetDesiredCount()), cloudWatch.actions().stream())
                        .toList(),
                query -> Authorizer.Allowed.ALLOWED,
                "application-autoscaling.amazonaws.com",
                ACCOUNT,
                REGION,
                () -> now,
                () -> "request");
        this.scaling =
                new Scaling(store, calls, new ApplicationAutoScalingConfig(ACCOUNT, REGION), () -> now, new Random(1));
        this.loop = new TargetLoop(store, scaling, () -> now);
        store.transact(tx -> {
            tx.insert(EcsTables.SERVICES, service(desired));
            tx.insert(
                    ApplicationAutoScalingTables.TARGETS,
                    new ScalableTarget(
                            "service/fleet/web",
                            ScalableTarget.DESIRED_COUNT,
                            "arn",
                            min,
                            max,
                            "role",
                            Set.of(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            now,
                            Map.of()));
            return now;
        });
    }

    private static Service service(int desired) {
        return new RowCodec().decode(EcsTables.SERVICES, "web", """
                {"arn":"arn:service/web","name":"web","clusterName":"fleet","status":"ACTIVE","desiredCount":%d,
                "minimumHealthyPercent":100,"maximumPercent":200,"deployments":[{"id":"ecs-svc/1","status":"PRIMARY",
                "rolloutState":"COMPLETED","desiredCount":%d}]}""".formatted(desired, desired));
    }

    Service service() {
        return store.view().all(EcsTables.SERVICES).iterator().next();
    }

    ScalableTarget target() {
        return store.view().all(ApplicationAutoScalingTables.TARGETS).iterator().next();
    }

    /** With alarms {@code NAME-high} and {@code NAME-low} where it tracks, of which the second is in {@code low}. */
    TargetPolicy policy(String name, ScalingPolicy.Kind kind, AlarmState low) {
        boolean tracks = kind instanceof ScalingPolicy.TargetTracking;
        var policy = new TargetPolicy(
                target().key(),
                name,
                "arn:" + name,
                kind,
                60,
                60,
                tracks ? List.of(name + "-high", name + "-low") : List.of(),
                now);
        store.transact(tx -> {
            tx.put(ApplicationAutoScalingTables.POLICIES, policy);
            if (tracks) {
                tx.put(CloudWatchTables.ALARMS, alarm(name + "-low", 45, ComparisonOperator.LESS_THAN_THRESHOLD, low));
            }
            return policy;
        });
        return policy;
    }

    /** The last whole minute's value. */
    void measure(double value) {
        now = now.plusSeconds(60);
        metrics.put(
                List.of(new MetricDatum(
                        new Metric("App", "Load", Map.of()), "None", now.minusSeconds(30), StatisticSet.of(value))),
                now);
    }

    MetricAlarm high() {
        return alarm("high", 50, ComparisonOperator.GREATER_THAN_THRESHOLD, AlarmState.ALARM);
    }

    MetricAlarm low() {
        return alarm("low", 45, ComparisonOperator.LESS_THAN_THRESHOLD, AlarmState.ALARM);
    }

    private MetricAlarm alarm(String name, double threshold, ComparisonOperator operator, AlarmState state) {
        return new MetricAlarm(
                name,
                "arn:alarm:" + name,
                Optional.empty(),
                List.of(new MetricQuery(
                        "m1",
                        Optional.of(new MetricQuery.Stat(
                                new Metric("App", "Load", Map.of()), 60, Statistic.AVERAGE, Optional.empty())),
                        Optional.empty(),
                        Optional.empty(),
                        true)),
                false,
                60,
                new MetricAlarm.Condition(operator, threshold, 1, Optional.empty(), Optional.empty()),
                new MetricAlarm.Actions(true, List.of(), List.of(), List.of()),
                now,
                new MetricAlarm.Status(state, "", Optional.empty(), now, now),
                Map.of());
    }

    /** What of ECS's UpdateService scaling asks for. */
    private final class SetDesiredCount implements Action<UpdateServiceRequest, UpdateServiceResponse> {
        @Override
        public Operation<UpdateServiceRequest, UpdateServiceResponse> operation() {
            return EcsOperations.UPDATE_SERVICE;
        }

        @Override
        public UpdateServiceResponse handle(UpdateServiceRequest input, RequestContext context) {
            Fault now = fault;
            fault = Fault.NONE;
            if (now == Fault.REFUSED) {
                throw new AwsException(EcsOperations.ERROR_SERVICE_NOT_ACTIVE_EXCEPTION, "Service was not ACTIVE.");
            }
            if (now == Fault.KILLED_BEFORE) {
                throw new Killed();
            }
            int count = Objects.requireNonNull(input.desiredCount());
            store.transact(tx -> {
                tx.update(EcsTables.SERVICES, service().desiring(count, context.now()));
                return count;
            });
            if (now == Fault.KILLED_AFTER) {
                throw new Killed();
            }
            return new UpdateServiceResponse(null);
        }
    }
}
