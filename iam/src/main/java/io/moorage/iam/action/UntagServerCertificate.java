package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.permission.TagConditions;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.UntagServerCertificateRequest;
import io.moorage.model.iam.ServerCertificate;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;

/** Removes tags of a server certificate. */
final class UntagServerCertificate implements Action<UntagServerCertificateRequest, Empty> {
    private final Store store;

    UntagServerCertificate(Store store) {
        this.store = store;
    }

    @Override
    public Operation<UntagServerCertificateRequest, Empty> operation() {
        return IamOperations.UNTAG_SERVER_CERTIFICATE;
    }

    @Override
    public List<String> resources(UntagServerCertificateRequest input, RequestContext context) {
        return Lookup.serverCertificateArn(store.view(), context, input.serverCertificateName());
    }

    @Override
    public Map<String, List<String>> conditions(UntagServerCertificateRequest input, RequestContext context) {
        return TagConditions.named(input.tagKeys());
    }

    @Override
    public Empty handle(UntagServerCertificateRequest input, RequestContext context) {
        return store.transact(tx -> {
            ServerCertificate found = Lookup.serverCertificate(tx, input.serverCertificateName());
            tx.update(
                    IamTables.SERVER_CERTIFICATES,
                    found.withTags(Tags.removed(found.tags(), input.tagKeys(), context)));
            return Empty.VALUE;
        });
    }
}
