package io.moorage.awsapi;

import io.moorage.awsmodels.ErrorShape;
import java.util.Map;
import java.util.Objects;

/** A refusal in AWS's words. The dispatcher alone turns it into an answer, in the shape of the request's protocol. */
public final class AwsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String shapeName;
    private final int httpStatus;
    private final transient Map<String, String> members;

    /**
     * @param code the code on the wire, e.g. {@code InvalidVpcID.NotFound}
     * @param message shown to the caller
     */
    public AwsException(String code, int httpStatus, String message) {
        this(code, code, httpStatus, message, Map.of());
    }

    /** @param members further members of the error's shape, e.g. {@code FileSystemId} of FileSystemAlreadyExists */
    public AwsException(String code, int httpStatus, String message, Map<String, String> members) {
        this(code, code, httpStatus, message, members);
    }

    private AwsException(String code, String shapeName, int httpStatus, String message, Map<String, String> members) {
        super(message, null, false, httpStatus >= 500);
        this.code = code;
        this.shapeName = shapeName;
        this.httpStatus = httpStatus;
        this.members = Map.copyOf(members);
    }

    /** An error the model declares. */
    public AwsException(ErrorShape error, String message) {
        this(error.code(), error.name(), error.httpStatus(), message, Map.of());
    }

    /** An error the model declares, with further members of its shape. */
    public AwsException(ErrorShape error, String message, Map<String, String> members) {
        this(error.code(), error.name(), error.httpStatus(), message, members);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), code);
    }

    public String code() {
        return code;
    }

    /** The name of the error's shape in the model; the code where it has none. */
    public String shapeName() {
        return shapeName;
    }

    public int httpStatus() {
        return httpStatus;
    }

    public Map<String, String> members() {
        return members;
    }
}
