package io.moorage.awsapi.http;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Gathers the body of one request as it comes; a client that sends slowly holds no thread. */
final class RequestBody {
    private final Request request;
    private final long largest;
    private final Outcome outcome;
    private final ByteArrayOutputStream gathered;

    /** What became of it. One of these is called, once, by a thread of the connection. */
    record Outcome(Consumer<byte[]> whole, Runnable tooLarge, Consumer<Throwable> failed) {}

    /** @param largest in bytes */
    RequestBody(Request request, long largest, Outcome outcome) {
        this.request = request;
        this.largest = largest;
        this.outcome = outcome;
        this.gathered = new ByteArrayOutputStream((int) Math.clamp(request.getLength(), 0, largest));
    }

    void gather() {
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this::gather);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                outcome.failed().accept(chunk.getFailure());
                return;
            }
            byte[] bytes = new byte[chunk.remaining()];
            chunk.getByteBuffer().get(bytes);
            chunk.release();
            gathered.writeBytes(bytes);
            if (gathered.size() > largest) {
                outcome.tooLarge().run();
                return;
            }
            if (chunk.isLast()) {
                outcome.whole().accept(gathered.toByteArray());
                return;
            }
        }
    }
}
