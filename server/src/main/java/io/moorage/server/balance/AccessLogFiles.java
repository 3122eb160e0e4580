package io.moorage.server.balance;

import io.moorage.loadbalancer.control.AccessLogTerms;
import io.moorage.model.elb.Attributes.AccessLog;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where load balancers' access logs are: as S3 would have them, with a directory for each bucket (Classic Load Balancers guide,
 * "Access log files").
 *
 * @param buckets the directory that holds them
 */
public record AccessLogFiles(Path buckets, String accountId, String region) {
    AccessLogTerms of(String loadBalancer, AccessLog log) {
        Path directory = buckets.resolve(log.bucket())
                .resolve(log.prefix())
                .resolve("AWSLogs")
                .resolve(accountId)
                .resolve("elasticloadbalancing")
                .resolve(region);
        return new AccessLogTerms(
                directory.toString(),
                accountId + "_elasticloadbalancing_" + region + "_" + loadBalancer,
                Duration.ofMinutes(log.minutes()));
    }
}
