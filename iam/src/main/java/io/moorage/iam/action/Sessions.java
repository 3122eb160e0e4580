package io.moorage.iam.action;

import io.moorage.awsmodels.sts.Credentials;
import io.moorage.model.iam.TemporaryCredentials;

/** Temporary keys as STS shows them. */
final class Sessions {
    private Sessions() {}

    static Credentials shape(TemporaryCredentials issued) {
        return Credentials.builder()
                .accessKeyId(issued.accessKeyId())
                .secretAccessKey(issued.secretAccessKey())
                .sessionToken(issued.sessionToken())
                .expiration(issued.expiration())
                .build();
    }
}
