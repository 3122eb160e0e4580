package io.moorage.s3;

import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.http.HttpAnswer;
import java.io.IOException;

/** One request of one operation of S3. */
public interface S3Operation {
    Permission permission();

    /**
     * @throws io.moorage.awsapi.AwsException when S3 refuses
     * @throws IOException when the disk does
     */
    HttpAnswer perform(RequestContext context) throws IOException;
}
