package io.moorage.elb.action;

import io.moorage.awsmodels.elb.AccessLog;
import io.moorage.awsmodels.elb.AdditionalAttribute;
import io.moorage.awsmodels.elb.ConnectionDraining;
import io.moorage.awsmodels.elb.ConnectionSettings;
import io.moorage.awsmodels.elb.CrossZoneLoadBalancing;
import io.moorage.awsmodels.elb.LoadBalancerAttributes;
import io.moorage.model.elb.Attributes;
import io.moorage.model.s3.BucketName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Attributes between requests, rows and answers (Elastic Load Balancing API, {@code LoadBalancerAttributes}). */
final class AttributeShapes {
    private static final int LONGEST_DRAINING = 3600;
    private static final int SHORTEST_EMIT = 5;
    private static final int LONGEST_EMIT = 60;

    private static final Pattern PREFIX = Pattern.compile("(\\w[\\w.-]*(/\\w[\\w.-]*)*)?");

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
                .accessLog(shape(attributes.accessLog()))
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
        CrossZoneLoadBalancing crossZone = asked.crossZoneLoadBalancing();
        ConnectionDraining draining = asked.connectionDraining();
        ConnectionSettings settings = asked.connectionSettings();
        return new Attributes(
                crossZone == null ? before.crossZone() : crossZone.enabled(),
                draining == null ? before.draining() : draining.enabled(),
                draining == null ? before.drainingTimeout() : drainingTimeout(draining.timeout(), before),
                settings == null ? before.idleTimeout() : settings.idleTimeout(),
                asked.accessLog() == null ? before.accessLog() : accessLog(asked.accessLog()));
    }

    private static int drainingTimeout(@Nullable Integer asked, Attributes before) {
        int timeout = Objects.requireNonNullElse(asked, before.drainingTimeout());
        if (timeout < 1 || timeout > LONGEST_DRAINING) {
            throw Refusal.configuration(
                    "ConnectionDraining timeout must be between 1 and " + LONGEST_DRAINING + " seconds: " + timeout);
        }
        return timeout;
    }

    private static AccessLog shape(Optional<Attributes.AccessLog> present) {
        return present.map(each -> AccessLog.builder()
                        .enabled(true)
                        .s3BucketName(each.bucket())
                        .s3BucketPrefix(each.prefix())
                        .emitInterval(each.minutes())
                        .build())
                .orElseGet(() -> AccessLog.builder().enabled(false).build());
    }

    /** A bucket is a directory: its name and the prefix must lead nowhere else. */
    private static Optional<Attributes.AccessLog> accessLog(AccessLog asked) {
        if (!asked.enabled()) {
            return Optional.empty();
        }
        String bucket = Objects.requireNonNullElse(asked.s3BucketName(), "");
        String prefix = Objects.requireNonNullElse(asked.s3BucketPrefix(), "");
        int minutes = Objects.requireNonNullElse(asked.emitInterval(), LONGEST_EMIT);
        if (!BucketName.isValid(bucket)) {
            throw Refusal.configuration("Access logs need the name of an S3 bucket, which is none: '" + bucket + "'");
        }
        if (!PREFIX.matcher(prefix).matches() || prefix.contains("AWSLogs")) {
            throw Refusal.configuration("S3BucketPrefix must be names between slashes, without AWSLogs: " + prefix);
        }
        if (minutes != SHORTEST_EMIT && minutes != LONGEST_EMIT) {
            throw Refusal.configuration(
                    "EmitInterval must be " + SHORTEST_EMIT + " or " + LONGEST_EMIT + " minutes: " + minutes);
        }
        return Optional.of(new Attributes.AccessLog(bucket, prefix, minutes));
    }
}
