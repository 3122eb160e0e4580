package io.moorage.cloudformation.types.stack;

import io.moorage.awsmodels.Empty;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Wanted;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * {@code AWS::CloudFormation::WaitConditionHandle}: a URL that whoever knows it may PUT a signal to. It has no being besides its
 * row, so that one that is drawn again after a crash leaves nothing behind.
 */
public final class WaitConditionHandleType implements ResourceType {
    /** Paths of the endpoint below which handles are. */
    public static final String PREFIX = "/_waitcondition/";

    private static final int SECRET_BYTES = 24;

    private static final Schema SCHEMA =
            Schema.of("AWS::CloudFormation::WaitConditionHandle", Empty.SHAPE).build();

    private final String endpoint;
    private final RandomGenerator random;

    /**
     * @param endpoint where instances reach the API, e.g. {@code https://cloudformation.us-east-1.amazonaws.com}
     * @param random a cryptographically strong one: nothing else keeps strangers from signalling
     */
    public WaitConditionHandleType(String endpoint, RandomGenerator random) {
        this.endpoint = endpoint;
        this.random = random;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String create(Wanted wanted, Aws aws) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return endpoint + PREFIX + HexFormat.of().formatHex(secret);
    }

    @Override
    public Progress delete(String url, Wanted last, Aws aws) {
        return Progress.DONE;
    }
}
