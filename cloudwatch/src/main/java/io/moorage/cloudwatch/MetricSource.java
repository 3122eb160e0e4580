package io.moorage.cloudwatch;

import io.moorage.model.cloudwatch.MetricDatum;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** A service that measures its resources, as CloudWatch's loop asks it. */
@FunctionalInterface
public interface MetricSource {
    /**
     * What was measured since it was last asked. Asked every few seconds, by one thread.
     *
     * @throws IOException when what is measured does not answer; what happened meanwhile comes with the next values, where it is
     *     counted at all
     */
    List<MetricDatum> sample(Instant now) throws IOException, InterruptedException;
}
