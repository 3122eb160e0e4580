package io.moorage.agentwire.exec;

import io.moorage.agentwire.EnvelopeCodec;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message of a session. The agent says {@link ExecReady} first, and who asked answers with {@link ExecStart}. */
public sealed interface ExecMessage {
    /** The agent is there. */
    record ExecReady() implements ExecMessage {}

    /** Run the command now. */
    record ExecStart(boolean terminal, int rows, int columns) implements ExecMessage {}

    /** @param data base64 */
    record ExecInput(String data) implements ExecMessage {
        public static ExecInput of(byte[] bytes) {
            return new ExecInput(Base64.getEncoder().encodeToString(bytes));
        }

        public byte[] bytes() {
            return decoded(data);
        }
    }

    /** No more input comes. */
    record ExecInputEnd() implements ExecMessage {}

    /** The terminal has another size. */
    record ExecResize(int rows, int columns) implements ExecMessage {}

    /**
     * What the command wrote.
     *
     * @param data base64
     */
    record ExecOutput(boolean error, String data) implements ExecMessage {
        public static ExecOutput of(boolean error, byte[] bytes) {
            return new ExecOutput(error, Base64.getEncoder().encodeToString(bytes));
        }

        public byte[] bytes() {
            return decoded(data);
        }
    }

    /**
     * The command ended, or could not be run.
     *
     * @param failure why it could not
     */
    record ExecEnd(int exitCode, @Nullable String failure) implements ExecMessage {}

    private static byte[] decoded(String data) {
        return Base64.getDecoder().decode(data.getBytes(StandardCharsets.US_ASCII));
    }

    static EnvelopeCodec<ExecMessage> codec() {
        return new EnvelopeCodec<>(List.of(
                ExecReady.class,
                ExecStart.class,
                ExecInput.class,
                ExecInputEnd.class,
                ExecResize.class,
                ExecOutput.class,
                ExecEnd.class));
    }
}
