package io.moorage.ec2.imds;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Requests to answers, without a socket: {@code GET} and {@code HEAD} of the tree, {@code PUT} of a session token.
 *
 * <p>The rules are those of the EC2 user guide, "How Instance Metadata Service Version 2 works": a token is asked for with its
 * life in seconds, never through a proxy; a request with a bad token is refused; one without any is answered unless the
 * instance requires tokens. An instance whose metadata is switched off is answered nothing but that.
 */
final class MetadataAnswers {
    static final String TOKEN_HEADER = "X-aws-ec2-metadata-token";
    static final String LIFE_HEADER = "X-aws-ec2-metadata-token-ttl-seconds";
    private static final String FORWARDED_HEADER = "X-Forwarded-For";
    private static final String TOKEN_PATH = "/api/token";

    /** The versions AWS lists; what they answer differs in nothing that matters here. */
    private static final List<String> VERSIONS = List.of(
            "1.0",
            "2007-01-19",
            "2007-03-01",
            "2007-08-29",
            "2007-10-10",
            "2007-12-15",
            "2008-02-01",
            "2008-09-01",
            "2009-04-04",
            "2011-01-01",
            "2011-05-01",
            "2012-01-12",
            "2014-02-25",
            "2014-11-05",
            "2015-10-20",
            "2016-04-19",
            "2016-06-30",
            "2016-09-02",
            "2018-03-28",
            "2018-08-17",
            "2018-09-24",
            "2019-10-01",
            "2020-10-27",
            "2021-01-03",
            "2021-03-23",
            "2021-07-15",
            "2022-09-24",
            "latest");

    private final MetadataTree tree;
    private final SessionTokens tokens;

    MetadataAnswers(MetadataTree tree, SessionTokens tokens) {
        this.tree = tree;
        this.tokens = tokens;
    }

    /** @param headers by name in lower case */
    record Request(String method, String path, Map<String, String> headers) {
        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(java.util.Locale.ROOT)));
        }
    }

    record Answer(int status, Map<String, String> headers, byte[] body) {
        static Answer ok(byte[] body) {
            return new Answer(200, Map.of("Content-Type", "text/plain"), body);
        }

        static Answer error(int status, String reason) {
            return new Answer(status, Map.of("Content-Type", "text/html"), page(status, reason));
        }

        private static byte[] page(int status, String reason) {
            return MetadataTree.bytes("""
                    <?xml version="1.0" encoding="utf-8"?>
                    <html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">
                     <head><title>%1$d - %2$s</title></head>
                     <body><h1>%1$d - %2$s</h1></body>
                    </html>
                    """.formatted(status, reason));
        }
    }

    Answer answer(MetadataSubject subject, Request request, Instant now) {
        if (!subject.instance().launch().metadata().enabled()) {
            return Answer.error(403, "Forbidden");
        }
        return switch (request.method()) {
            case "PUT" -> token(subject, request, now);
            case "GET", "HEAD" -> read(subject, request, now);
            default -> Answer.error(405, "Method Not Allowed");
        };
    }

    private Answer token(MetadataSubject subject, Request request, Instant now) {
        if (!isTokenPath(request.path())) {
            return Answer.error(405, "Method Not Allowed");
        }
        if (request.header(FORWARDED_HEADER).isPresent()) {
            return Answer.error(403, "Forbidden");
        }
        Optional<Long> life = request.header(LIFE_HEADER).flatMap(MetadataAnswers::life);
        return life.map(seconds -> new Answer(
                        200,
                        Map.of("Content-Type", "text/plain", LIFE_HEADER, Long.toString(seconds)),
                        MetadataTree.bytes(tokens.issue(subject.instance().id(), seconds, now))))
                .orElseGet(() -> Answer.error(400, "Bad Request"));
    }

    /** Tokens are asked for in any version's directory. */
    private static boolean isTokenPath(String path) {
        return path.endsWith(TOKEN_PATH)
                && VERSIONS.contains(path.substring(1, Math.max(1, path.length() - TOKEN_PATH.length())));
    }

    private static Optional<Long> life(String text) {
        if (!text.matches("[0-9]{1,6}")) {
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(text)).filter(SessionTokens::isLife);
    }

    private Answer read(MetadataSubject subject, Request request, Instant now) {
        if (isTokenPath(request.path())) {
            return Answer.error(405, "Method Not Allowed");
        }
        Optional<String> token = request.header(TOKEN_HEADER);
        boolean admitted = token.map(
                        given -> tokens.isGood(given, subject.instance().id(), now))
                .orElse(!subject.instance().launch().tokensRequired());
        if (!admitted) {
            return Answer.error(401, "Unauthorized");
        }
        String[] versionAndRest = request.path().replaceFirst("^/+", "").split("/", 2);
        if (versionAndRest[0].isEmpty()) {
            return Answer.ok(MetadataTree.bytes(String.join("\n", VERSIONS)));
        }
        if (!VERSIONS.contains(versionAndRest[0])) {
            return Answer.error(404, "Not Found");
        }
        return Metadata.at(tree.of(subject), versionAndRest.length > 1 ? versionAndRest[1] : "")
                .map(Answer::ok)
                .orElseGet(() -> Answer.error(404, "Not Found"));
    }
}
