package io.moorage.efs.action;

import io.moorage.awsmodels.efs.ThroughputMode;
import java.util.Optional;

/** A throughput mode that fits its provisioned figure. */
record Throughput(String mode, Optional<Double> provisioned) {
    static Throughput of(String mode, Optional<Double> provisioned) {
        if (mode.equals(ThroughputMode.PROVISIONED) != provisioned.isPresent()) {
            throw Refusal.badRequest(
                    provisioned.isPresent()
                            ? "ProvisionedThroughputInMibps is only for the throughput mode 'provisioned'."
                            : "The throughput mode 'provisioned' needs ProvisionedThroughputInMibps.");
        }
        return new Throughput(mode, provisioned);
    }
}
