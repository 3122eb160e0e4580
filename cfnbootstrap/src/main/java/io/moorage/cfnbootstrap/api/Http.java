package io.moorage.cfnbootstrap.api;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Sends one request and reads the whole answer. */
public interface Http {
    /** @throws IOException when there is no answer */
    Answer send(Request request) throws IOException;

    /** @param body empty for none */
    record Request(String method, URI uri, Map<String, String> headers, byte[] body) {
        public static Request get(URI uri, Map<String, String> headers) {
            return new Request("GET", uri, headers, new byte[0]);
        }
    }

    /** What came back, whatever its status. */
    record Answer(int status, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }
}
