package io.moorage.elb;

import io.moorage.elb.Balancers.Counts;
import io.moorage.elb.Balancers.Status;
import io.moorage.model.cloudwatch.Metric;
import io.moorage.model.cloudwatch.MetricDatum;
import io.moorage.model.cloudwatch.StatisticSet;
import io.moorage.model.ec2.Subnet;
import io.moorage.model.elb.LoadBalancer;
import io.moorage.model.elb.Registration;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ElbTables;
import io.moorage.store.ReadView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Metrics of load balancers (guide, "CloudWatch metrics for your Classic Load Balancer"). What was counted is told as the difference
 * to the last time; nothing is told of what did not happen, as AWS has it. Called by one thread.
 */
final class BalancerMeter {
    private static final String NAMESPACE = "AWS/ELB";
    private static final double MICROS = 1e6;

    private final Map<String, Counts> before = new HashMap<>();

    List<MetricDatum> measure(ReadView view, Map<String, Status> status, Instant now) {
        List<MetricDatum> data = new ArrayList<>();
        before.keySet().retainAll(status.keySet());
        for (LoadBalancer each : view.all(ElbTables.LOAD_BALANCERS)) {
            hosts(view, each, now, data);
            Optional.ofNullable(status.get(each.name())).ifPresent(said -> traffic(each, said.counts(), now, data));
        }
        return data;
    }

    /** Of the load balancer, and of each of its zones. */
    private static void hosts(ReadView view, LoadBalancer balancer, Instant now, List<MetricDatum> data) {
        List<Registration> registered =
                view.by(ElbTables.REGISTRATIONS, ElbTables.REGISTRATIONS_BY_LOAD_BALANCER, balancer.name()).stream()
                        .filter(each -> !each.isDraining())
                        .toList();
        hosts(registered, Map.of("LoadBalancerName", balancer.name()), now, data);
        for (String id : balancer.subnets()) {
            String zone = view.find(Ec2Tables.SUBNETS, id)
                    .map(Subnet::availabilityZone)
                    .orElse("");
            List<Registration> here = registered.stream()
                    .filter(each -> view.find(Ec2Tables.INSTANCES, each.instanceId())
                            .filter(one -> one.launch().availabilityZone().equals(zone))
                            .isPresent())
                    .toList();
            hosts(here, Map.of("LoadBalancerName", balancer.name(), "AvailabilityZone", zone), now, data);
        }
    }

    private static void hosts(
            List<Registration> registered, Map<String, String> dimensions, Instant now, List<MetricDatum> data) {
        long healthy = registered.stream().filter(Registration::inService).count();
        data.add(datum("HealthyHostCount", "Count", dimensions, StatisticSet.of((double) healthy), now));
        data.add(datum(
                "UnHealthyHostCount",
                "Count",
                dimensions,
                StatisticSet.of((double) (registered.size() - healthy)),
                now));
    }

    private void traffic(LoadBalancer balancer, Counts counts, Instant now, List<MetricDatum> data) {
        Map<String, String> dimensions = Map.of("LoadBalancerName", balancer.name());
        Counts last = Optional.ofNullable(before.put(balancer.name(), counts)).orElse(Counts.NONE);
        Counts since = last.requests() > counts.requests() ? Counts.NONE : last;
        long requests = counts.requests() - since.requests();
        count("RequestCount", requests, dimensions, now, data);
        if (requests > 0) {
            double seconds = (double) (counts.latencyMicros() - since.latencyMicros()) / MICROS;
            double mean = seconds / (double) requests;
            data.add(datum(
                    "Latency", "Seconds", dimensions, new StatisticSet((double) requests, seconds, mean, mean), now));
        }
        count("BackendConnectionErrors", counts.connectionErrors() - since.connectionErrors(), dimensions, now, data);
        if (counts.waiting() > 0) {
            data.add(datum("SurgeQueueLength", "Count", dimensions, StatisticSet.of((double) counts.waiting()), now));
        }
        count("SpilloverCount", counts.rejected() - since.rejected(), dimensions, now, data);
        for (int hundreds = 2; hundreds <= 5; hundreds++) {
            count(
                    "HTTPCode_Backend_" + hundreds + "XX",
                    difference(counts.instanceAnswers(), since.instanceAnswers(), hundreds),
                    dimensions,
                    now,
                    data);
        }
        for (int hundreds = 4; hundreds <= 5; hundreds++) {
            count(
                    "HTTPCode_ELB_" + hundreds + "XX",
                    difference(counts.balancerErrors(), since.balancerErrors(), hundreds),
                    dimensions,
                    now,
                    data);
        }
    }

    private static long difference(Map<Integer, Long> now, Map<Integer, Long> then, int hundreds) {
        return now.getOrDefault(hundreds, 0L) - then.getOrDefault(hundreds, 0L);
    }

    /** Each that is counted is a value of its own: "Minimum, Maximum, and Average all return 1". */
    private static void count(
            String name, long difference, Map<String, String> dimensions, Instant now, List<MetricDatum> data) {
        if (difference > 0) {
            StatisticSet ones = new StatisticSet((double) difference, (double) difference, 1, 1);
            data.add(datum(name, "Count", dimensions, ones, now));
        }
    }

    private static MetricDatum datum(
            String name, String unit, Map<String, String> dimensions, StatisticSet values, Instant now) {
        return new MetricDatum(new Metric(NAMESPACE, name, dimensions), unit, now, values);
    }
}
