package io.moorage.loadbalancer;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Cipher suites by AWS's names, which are OpenSSL's, and by Java's. Those that Java does not have are nobody's. */
public final class Ciphers {
    private static final Map<String, String> KEY_EXCHANGES = Map.of(
            "ECDHE-ECDSA-", "TLS_ECDHE_ECDSA_WITH_",
            "ECDHE-RSA-", "TLS_ECDHE_RSA_WITH_",
            "DHE-RSA-", "TLS_DHE_RSA_WITH_",
            "DHE-DSS-", "TLS_DHE_DSS_WITH_");
    private static final String PLAIN_RSA = "TLS_RSA_WITH_";
    private static final List<String> MODES = List.of("GCM-SHA256", "GCM-SHA384", "SHA256", "SHA384", "SHA");

    private Ciphers() {}

    /** Such as {@code TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256} for {@code ECDHE-RSA-AES128-GCM-SHA256}. */
    static Optional<String> java(String aws) {
        String exchange = KEY_EXCHANGES.keySet().stream()
                .filter(aws::startsWith)
                .findFirst()
                .orElse("");
        String rest = aws.substring(exchange.length());
        if (!rest.startsWith("AES128-") && !rest.startsWith("AES256-")) {
            return Optional.empty();
        }
        String mode = rest.substring("AES128-".length());
        if (!MODES.contains(mode)) {
            return Optional.empty();
        }
        String size = rest.substring("AES".length(), "AES128".length());
        String chained = mode.startsWith("GCM") ? "" : "CBC_";
        return Optional.of(KEY_EXCHANGES.getOrDefault(exchange, PLAIN_RSA) + "AES_" + size + "_" + chained
                + mode.replace('-', '_'));
    }

    /** The other way round; what AWS has no name for keeps its own. */
    public static String aws(String java) {
        String exchange = KEY_EXCHANGES.entrySet().stream()
                .filter(each -> java.startsWith(each.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
        int with = java.indexOf("_WITH_AES_");
        if (with < 0 || (exchange.isEmpty() && !java.startsWith(PLAIN_RSA))) {
            return java;
        }
        String[] parts =
                java.substring(with + "_WITH_AES_".length()).replace("CBC_", "").split("_", 2);
        return exchange + "AES" + parts[0] + "-"
                + parts[1].toUpperCase(Locale.ROOT).replace('_', '-');
    }
}
