package io.moorage.elb.action;

import io.moorage.model.elb.HealthCheck;
import io.moorage.model.elb.Protocol;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Health checks between requests, rows and answers (Classic Load Balancers guide, "Health check configuration"). */
final class HealthChecks {
    private static final Pattern TARGET = Pattern.compile("(\\w+):(\\d{1,5})(/.*)?");
    private static final int LONGEST_PATH = 1024;

    private HealthChecks() {}

    static HealthCheck read(io.moorage.awsmodels.elb.HealthCheck asked) {
        Matcher target = TARGET.matcher(asked.target());
        if (!target.matches()) {
            throw Refusal.invalid("HealthCheck Target must specify a protocol and a port, e.g. TCP:80 or "
                    + "HTTP:80/ping/this/path: " + asked.target());
        }
        Protocol protocol = Listeners.protocol(target.group(1).toUpperCase(Locale.ROOT));
        int port = Integer.parseInt(target.group(2));
        Listeners.port(port, "HealthCheck target port");
        String path = target.group(3) == null ? "" : target.group(3);
        if (protocol.requests() && path.isEmpty()) {
            throw Refusal.invalid("HealthCheck " + protocol + " Target must specify a port followed by a path that "
                    + "begins with a slash. e.g. " + protocol + ":80/ping/this/path");
        }
        if (!protocol.requests() && !path.isEmpty()) {
            throw Refusal.invalid(
                    "HealthCheck " + protocol + " Target must specify a port and no path: " + asked.target());
        }
        if (path.length() > LONGEST_PATH) {
            throw Refusal.invalid("HealthCheck Target's path has at most " + LONGEST_PATH + " characters");
        }
        if (asked.timeout() >= asked.interval()) {
            throw Refusal.invalid("HealthCheck timeout must be less than interval");
        }
        return new HealthCheck(
                protocol,
                port,
                path,
                asked.interval(),
                asked.timeout(),
                asked.unhealthyThreshold(),
                asked.healthyThreshold());
    }

    static io.moorage.awsmodels.elb.HealthCheck shape(HealthCheck check) {
        return io.moorage.awsmodels.elb.HealthCheck.builder()
                .target(check.target())
                .interval(check.interval())
                .timeout(check.timeout())
                .unhealthyThreshold(check.unhealthyThreshold())
                .healthyThreshold(check.healthyThreshold())
                .build();
    }
}
