package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.TagServerCertificateRequest;
import io.moorage.model.iam.ServerCertificate;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;

/** Adds or overwrites a server certificate's tags. */
final class TagServerCertificate implements Action<TagServerCertificateRequest, Empty> {
    private final Store store;

    TagServerCertificate(Store store) {
        this.store = store;
    }

    @Override
    public Operation<TagServerCertificateRequest, Empty> operation() {
        return IamOperations.TAG_SERVER_CERTIFICATE;
    }

    @Override
    public List<String> resources(TagServerCertificateRequest input, RequestContext context) {
        return Lookup.serverCertificateArn(store.view(), context, input.serverCertificateName());
    }

    @Override
    public Map<String, List<String>> conditions(TagServerCertificateRequest input, RequestContext context) {
        return Tags.keys(input.tags());
    }

    @Override
    public Empty handle(TagServerCertificateRequest input, RequestContext context) {
        return store.transact(tx -> {
            ServerCertificate found = Lookup.serverCertificate(tx, input.serverCertificateName());
            tx.update(IamTables.SERVER_CERTIFICATES, found.withTags(Tags.added(found.tags(), input.tags(), context)));
            return Empty.VALUE;
        });
    }
}
