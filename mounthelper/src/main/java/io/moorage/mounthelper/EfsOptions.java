package io.moorage.mounthelper;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The options that mount.efs has beside NFS's (amazon-efs-utils, mount.efs(8)), refused in its words.
 *
 * @param iam vouch for the connection with an IAM identity
 * @param profile of AWS's configuration files, that has the identity's keys
 * @param credentialsUri path at the ECS agent's address, where they are
 * @param zone of the mount target
 * @param mountTargetIp instead of a name's address
 * @param authorities PEM file of those whose certificates are good; empty for this machine's own
 * @param verify false takes any certificate
 * @param rest the options for NFS
 */
record EfsOptions(
        boolean tls,
        Optional<String> accessPoint,
        boolean iam,
        Optional<String> profile,
        Optional<String> credentialsUri,
        Optional<String> zone,
        Optional<String> region,
        Optional<String> mountTargetIp,
        Optional<Path> authorities,
        boolean verify,
        List<String> rest) {
    private static final Pattern ACCESS_POINT = Pattern.compile("fsap-[0-9a-f]{17}");

    /** What only means something with stunnel, or in other places than an instance. */
    private static final Set<String> REFUSED = Set.of("netns", "ocsp", "rolearn", "jwtpath", "crossaccount");

    static EfsOptions parse(List<String> options) throws MountFailure {
        Parser parser = new Parser();
        for (String option : options) {
            parser.take(option);
        }
        return parser.result();
    }

    private static MountFailure wrong(String message) {
        return new MountFailure(MountFailure.USAGE, message);
    }

    private static final class Parser {
        private boolean tls;
        private boolean notls;
        private boolean port;
        private boolean iam;
        private Optional<String> accessPoint = Optional.empty();
        private Optional<String> profile = Optional.empty();
        private Optional<String> credentialsUri = Optional.empty();
        private Optional<String> zone = Optional.empty();
        private Optional<String> region = Optional.empty();
        private Optional<String> mountTargetIp = Optional.empty();
        private Optional<Path> authorities = Optional.empty();
        private boolean verify = true;
        private final List<String> rest = new ArrayList<>();

        private void take(String option) throws MountFailure {
            int equals = option.indexOf('=');
            String key = equals < 0 ? option : option.substring(0, equals);
            String value = equals < 0 ? "" : option.substring(equals + 1);
            if (REFUSED.contains(key)) {
                throw wrong("option " + key + " is not supported");
            }
            switch (key) {
                case "tls" -> tls = true;
                case "notls" -> notls = true;
                case "iam" -> iam = true;
                case "noocsp" -> {
                    // There is nobody to ask.
                }
                case "accesspoint" -> accessPoint = Optional.of(value);
                case "awsprofile" -> profile = Optional.of(value);
                case "awscredsuri" -> credentialsUri = Optional.of(value);
                case "az" -> zone = Optional.of(value);
                case "region" -> region = Optional.of(value);
                case "mounttargetip" -> mountTargetIp = Optional.of(value);
                case "cafile" -> authorities = Optional.of(Path.of(value));
                case "verify" -> verify = number(key, value) > 0;
                // Where a tunnel would listen: there is none.
                case "tlsport" -> number(key, value);
                default -> {
                    port |= key.equals("port");
                    rest.add(option);
                }
            }
        }

        private static int number(String key, String value) throws MountFailure {
            try {
                return Integer.parseInt(value);
            } catch (NumberFormatException e) {
                throw wrong(key + " option [" + value + "] is not an integer");
            }
        }

        private EfsOptions result() throws MountFailure {
            if (tls && notls) {
                throw wrong("The \"tls\" and \"notls\" options are mutually exclusive");
            }
            if (tls && port) {
                throw wrong("The \"port\" and \"tls\" options are mutually exclusive");
            }
            if (accessPoint.isPresent() && !tls) {
                throw wrong("The \"tls\" option is required when mounting via \"accesspoint\"");
            }
            if (accessPoint.isPresent()
                    && !ACCESS_POINT.matcher(accessPoint.get()).matches()) {
                throw wrong("Access Point ID " + accessPoint.get() + " is malformed");
            }
            if (iam && !tls) {
                throw wrong("The \"tls\" option is required when mounting via \"iam\"");
            }
            if (profile.isPresent() && !iam) {
                throw wrong("The \"iam\" option is required when mounting with named profile option, \"awsprofile\"");
            }
            if (credentialsUri.isPresent()) {
                requireSource(credentialsUri.get());
            }
            return new EfsOptions(
                    tls,
                    accessPoint,
                    iam,
                    profile,
                    credentialsUri,
                    zone,
                    region,
                    mountTargetIp,
                    authorities,
                    verify,
                    List.copyOf(rest));
        }

        private void requireSource(String uri) throws MountFailure {
            if (!iam) {
                throw wrong("The \"iam\" option is required when mounting with \"awscredsuri\"");
            }
            if (profile.isPresent()) {
                throw wrong("The \"awscredsuri\" and \"awsprofile\" options are mutually exclusive");
            }
            if (!uri.startsWith("/")) {
                throw wrong("awscredsuri " + uri + " is malformed");
            }
        }
    }
}
