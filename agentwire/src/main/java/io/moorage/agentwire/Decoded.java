package io.moorage.agentwire;

/** What a frame from the other side turned out to be. */
public sealed interface Decoded<M> {
    record Message<M>(M message) implements Decoded<M> {}

    /** A type this side does not know: ignored, the connection stays. */
    record UnknownType<M>(String type) implements Decoded<M> {}

    /** Not JSON, or a member of the wrong type: logged and ignored, the connection stays. */
    record Malformed<M>(String reason) implements Decoded<M> {}
}
