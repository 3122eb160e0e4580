package io.moorage.awsapi.dispatch;

import io.moorage.awsapi.http.HttpRequest;
import io.moorage.awsmodels.Protocol;
import io.moorage.awsmodels.ServiceMetadata;

/** Which of a service's protocols a request speaks. */
final class Spoken {
    private static final String CBOR = "rpc-v2-cbor";

    private Spoken() {}

    /** By the header that each of the newer protocols has and no other. */
    static Protocol protocol(ServiceMetadata service, HttpRequest request) {
        if (service.protocols().contains(Protocol.SMITHY_RPC_V2_CBOR) && isCbor(request)) {
            return Protocol.SMITHY_RPC_V2_CBOR;
        }
        if (service.protocols().contains(Protocol.JSON) && request.header("x-amz-target") != null) {
            return Protocol.JSON;
        }
        return service.protocol();
    }

    static boolean isCbor(HttpRequest request) {
        return CBOR.equals(request.header("smithy-protocol"));
    }

    /** The service in the path of an RPC over CBOR, {@code /service/SERVICE/operation/OPERATION}, or none. */
    static String service(HttpRequest request) {
        return step(request, 2);
    }

    /** The operation in that path, or none. */
    static String operation(HttpRequest request) {
        return step(request, 4);
    }

    private static String step(HttpRequest request, int index) {
        String[] steps = request.rawPath().split("/", -1);
        boolean rpc = steps.length == 5 && steps[1].equals("service") && steps[3].equals("operation");
        return rpc ? steps[index] : "";
    }
}
