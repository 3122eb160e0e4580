package io.moorage.controlwire;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Answers lines that are requests as lines that are responses; a line that is no request is refused, and its sender may go on.
 *
 * @param answer never throws
 * @param refusal the response that says why something is refused
 * @param ends whether a request asks the process to end
 * @param shutdown called after such a request was answered
 */
public record RequestHandler<Q, R>(
        ControlCodec codec,
        Class<Q> requests,
        Function<Q, R> answer,
        Function<String, R> refusal,
        Predicate<Q> ends,
        Runnable shutdown)
        implements LineServer.Handler {
    @Override
    public LineServer.Reply answer(String line) throws IOException {
        try {
            Q request = codec.parse(line, requests);
            byte[] reply = codec.line(answer.apply(request));
            return new LineServer.Reply(reply, ends.test(request) ? shutdown : null);
        } catch (JsonProcessingException e) {
            return new LineServer.Reply(codec.line(refusal.apply("no request: " + e.getOriginalMessage())), null);
        }
    }
}
