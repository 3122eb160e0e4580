package io.moorage.ec2.imds;

import io.moorage.model.ec2.Instance;
import io.moorage.model.iam.InstanceProfile;
import io.moorage.model.iam.TemporaryCredentials;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The two JSON texts under {@code meta-data/iam} (EC2 user guide, "Retrieve security credentials from instance metadata"). */
final class CredentialsDocument {
    private CredentialsDocument() {}

    static byte[] of(TemporaryCredentials credentials) {
        return MetadataTree.bytes("""
                {
                  "Code" : "Success",
                  "LastUpdated" : "%s",
                  "Type" : "AWS-HMAC",
                  "AccessKeyId" : "%s",
                  "SecretAccessKey" : "%s",
                  "Token" : "%s",
                  "Expiration" : "%s"
                }""".formatted(
                        seconds(credentials.issued()),
                        credentials.accessKeyId(),
                        credentials.secretAccessKey(),
                        credentials.sessionToken(),
                        seconds(credentials.expiration())));
    }

    static byte[] info(InstanceProfile profile, Instance instance) {
        return MetadataTree.bytes("""
                {
                  "Code" : "Success",
                  "LastUpdated" : "%s",
                  "InstanceProfileArn" : "%s",
                  "InstanceProfileId" : "%s"
                }""".formatted(seconds(instance.launched()), profile.arn(), profile.id()));
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
