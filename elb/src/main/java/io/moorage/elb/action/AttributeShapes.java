package io.moorage.elb.action;

import io.moorage.awsmodels.elb.AccessLog;
import io.moorage.awsmodels.elb.AdditionalAttribute;
import io.moorage.awsmodels.elb.ConnectionDraining;
import io.moorage.awsmodels.elb.ConnectionSettings;
import io.moorage.awsmodels.elb.CrossZoneLoadBalancing;
import io.moorage.awsmodels.elb.LoadBalancerAttributes;
import io.moorage.model.elb.Attributes;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Attributes between requests, rows and answers (Elastic Load Balancing API, {@code LoadBalancerAttributes}). */
final class AttributeShapes {
    private static final int LONGEST_DRAINING = 3600;

    /** Requests that are not HTTP as RFC 9112 has it are refused, all of them; nothing else can be chosen. */
    private static final AdditionalAttribute DESYNC = AdditionalAttribute.builder()
            .key("elb.http.desyncmitigationmode")
            .value("defensive")
            .build();

    private AttributeShapes() {}

    static LoadBalancerAttributes shape(Attributes attributes) {
        return LoadBalancerAttributes.builder()
                .crossZoneLoadBalancing(CrossZoneLoadBalancing.builder()
                        .enabled(attributes.crossZone())
                        .build())
                .accessLog(AccessLog.builder().enabled(false).build())
                .connectionDraining(ConnectionDraining.builder()
                        .enabled(attributes.draining())
                        .timeout(attributes.drainingTimeout())
                        .build())
                .connectionSettings(ConnectionSettings.builder()
                        .idleTimeout(attributes.idleTimeout())
                        .build())
                .additionalAttributes(List.of(DESYNC))
                .build();
    }

    /** What is not said stays as it is. */
    static Attributes changed(Attributes before, LoadBalancerAttributes asked) {
        for (AdditionalAttribute each : asked.additionalAttributes()) {
            if (!each.equals(DESYNC)) {
                throw Refusal.unsupported("The attribute " + each.key() + " with the value " + each.value());
            }
        }
        refuse(asked.accessLog());
        CrossZoneLoadBalancing crossZone = asked.crossZoneLoadBalancing();
        ConnectionDraining draining = asked.connectionDraining();
        ConnectionSettings settings = asked.connectionSettings();
        return new Attributes(
                crossZone == null ? before.crossZone() : crossZone.enabled(),
                draining == null ? before.draining() : draining.enabled(),
                draining == null ? before.drainingTimeout() : drainingTimeout(draining.timeout(), before),
                settings == null ? before.idleTimeout() : settings.idleTimeout());
    }

    private static int drainingTimeout(@Nullable Integer asked, Attributes before) {
        int timeout = Objects.requireNonNullElse(asked, before.drainingTimeout());
        if (timeout < 1 || timeout > LONGEST_DRAINING) {
            throw Refusal.configuration(
                    "ConnectionDraining timeout must be between 1 and " + LONGEST_DRAINING + " seconds: " + timeout);
        }
        return timeout;
    }

    private static void refuse(@Nullable AccessLog asked) {
        if (asked != null && asked.enabled()) {
            throw Refusal.unsupported("Access logging");
        }
    }
}
