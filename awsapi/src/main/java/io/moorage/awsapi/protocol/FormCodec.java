package io.moorage.awsapi.protocol;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.awsapi.http.HttpRequest;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ServiceMetadata;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** AWS query and EC2 query (Smithy specification, "AWS query protocol" and "AWS EC2 query protocol"). */
final class FormCodec implements Codec {
    static final Codec QUERY = new FormCodec(false);
    static final Codec EC2 = new FormCodec(true);

    private final boolean ec2;
    private final FormReader reader;

    private FormCodec(boolean ec2) {
        this.ec2 = ec2;
        this.reader = new FormReader(ec2);
    }

    @Override
    public <I> I decode(Operation<I, ?> operation, HttpRequest request) {
        try {
            return reader.structure(operation.input(), Form.of(request));
        } catch (Malformed e) {
            throw new AwsException(ec2 ? "InvalidParameterValue" : "MalformedInput", 400, e.getMessage());
        }
    }

    @Override
    public <O> HttpAnswer encode(Operation<?, O> operation, O output, String requestId) {
        String root = operation.name() + "Response";
        XmlWriter xml = new XmlWriter(ec2).open(root, namespace(operation.service()));
        if (ec2) {
            xml.text("requestId", requestId);
            ec2Members(xml, operation, output);
        } else {
            if (operation.resultWrapper() != null) {
                xml.open(operation.resultWrapper());
                xml.members(operation.output(), output);
                xml.close(operation.resultWrapper());
            }
            xml.open("ResponseMetadata").text("RequestId", requestId).close("ResponseMetadata");
        }
        return answer(operation.successStatus(), requestId, xml.close(root));
    }

    /** An EC2 operation without output says that it worked. */
    private static <O> void ec2Members(XmlWriter xml, Operation<?, O> operation, O output) {
        if (output instanceof Empty) {
            xml.text("return", "true");
        } else {
            xml.members(operation.output(), output);
        }
    }

    @Override
    public HttpAnswer encodeError(ServiceMetadata service, AwsException error, String requestId) {
        XmlWriter xml = new XmlWriter(ec2);
        if (ec2) {
            xml.open("Response").open("Errors").open("Error");
            xml.text("Code", error.code()).text("Message", error.getMessage());
            xml.close("Error").close("Errors").text("RequestID", requestId).close("Response");
        } else {
            xml.open("ErrorResponse", namespace(service)).open("Error");
            xml.text("Type", error.httpStatus() < 500 ? "Sender" : "Receiver");
            xml.text("Code", error.code()).text("Message", error.getMessage());
            xml.close("Error").text("RequestId", requestId).close("ErrorResponse");
        }
        return answer(error.httpStatus(), requestId, xml);
    }

    /** EC2's answers carry its namespace with a final slash, though the model leaves it out. */
    private String namespace(ServiceMetadata service) {
        String namespace = service.xmlNamespace() == null ? "" : service.xmlNamespace();
        return ec2 && !namespace.endsWith("/") ? namespace + "/" : namespace;
    }

    private static HttpAnswer answer(int status, String requestId, XmlWriter xml) {
        String document = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml;
        Map<String, String> headers = Map.of("Content-Type", "text/xml;charset=UTF-8", "x-amzn-RequestId", requestId);
        return new HttpAnswer(status, headers, document.getBytes(StandardCharsets.UTF_8));
    }
}
