package io.moorage.console.failover;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Aws;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What became of lost instances. Each names instances and tasks: it is told to whoever may describe its cluster. */
public final class Failovers {
    private final Supplier<JsonNode> remembered;

    /** @param remembered all there are, oldest first, as {@code ./moorage events --failovers} reads them */
    public Failovers(Supplier<JsonNode> remembered) {
        this.remembered = remembered;
    }

    /**
     * What somebody may see of them.
     *
     * @param newestFirst as Moorage's own page tells them
     * @param refusals why others are left out
     */
    record Seen(List<JsonNode> newestFirst, List<AwsException> refusals) {}

    /** @param words a sentence that begins with the instance, without it */
    public record Moment(Instant at, String instance, String words) {}

    Seen seen(Aws aws) {
        List<JsonNode> all = Aws.list(remembered.get()).reversed();
        List<AwsException> refusals = new ArrayList<>();
        Map<String, Boolean> may = new LinkedHashMap<>();
        for (JsonNode each : all) {
            may.computeIfAbsent(each.path("cluster").asText(), cluster -> may(aws, cluster, refusals));
        }
        return new Seen(
                all.stream()
                        .filter(each -> may.getOrDefault(each.path("cluster").asText(), false))
                        .toList(),
                refusals);
    }

    private static boolean may(Aws aws, String cluster, List<AwsException> refusals) {
        try {
            aws.call("ecs", "DescribeClusters", in -> in.putArray("clusters")
                    .add(cluster.isEmpty() ? "default" : cluster));
            return true;
        } catch (AwsException e) {
            refusals.add(e);
            return false;
        }
    }

    /**
     * What happened in the newest so many of them, as far as whoever asks may see it.
     *
     * @throws AwsException when there are some and none may be seen
     */
    public List<Moment> moments(Aws aws, int most) {
        Seen seen = seen(aws);
        if (seen.newestFirst().isEmpty() && !seen.refusals().isEmpty()) {
            throw seen.refusals().getFirst();
        }
        return seen.newestFirst().stream()
                .limit(most)
                .flatMap(each -> Timeline.milestones(each).stream())
                .toList();
    }
}
