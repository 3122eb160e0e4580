package io.moorage.awsapi.protocol;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.awsapi.http.HttpRequest;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.Protocol;
import io.moorage.awsmodels.ServiceMetadata;

/** One wire protocol. Stateless. */
public interface Codec {
    /**
     * The input with its types checked and nothing else; members that the model does not have are ignored.
     *
     * @throws AwsException when the body is malformed or a member has the wrong type
     */
    <I> I decode(Operation<I, ?> operation, HttpRequest request);

    <O> HttpAnswer encode(Operation<?, O> operation, O output, String requestId);

    HttpAnswer encodeError(ServiceMetadata service, AwsException error, String requestId);

    /** As the request asks for it. */
    static Codec of(Protocol protocol, HttpRequest request) {
        return protocol == Protocol.QUERY && QueryJsonCodec.isAskedFor(request)
                ? QueryJsonCodec.INSTANCE
                : of(protocol);
    }

    static Codec of(Protocol protocol) {
        return switch (protocol) {
            case JSON -> JsonCodec.INSTANCE;
            case REST_JSON -> RestJsonCodec.INSTANCE;
            case QUERY -> FormCodec.QUERY;
            case EC2 -> FormCodec.EC2;
            case SMITHY_RPC_V2_CBOR -> CborCodec.INSTANCE;
        };
    }
}
