package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.ListServerCertificatesRequest;
import io.moorage.awsmodels.iam.ListServerCertificatesResponse;
import io.moorage.base.Page;
import io.moorage.model.iam.ServerCertificate;
import io.moorage.store.IamTables;
import io.moorage.store.Store;

/** Shows all server certificates under a path. */
final class ListServerCertificates implements Action<ListServerCertificatesRequest, ListServerCertificatesResponse> {
    private final Store store;

    ListServerCertificates(Store store) {
        this.store = store;
    }

    @Override
    public Operation<ListServerCertificatesRequest, ListServerCertificatesResponse> operation() {
        return IamOperations.LIST_SERVER_CERTIFICATES;
    }

    @Override
    public ListServerCertificatesResponse handle(ListServerCertificatesRequest input, RequestContext context) {
        Page<ServerCertificate> page = Lookup.page(
                store.view().all(IamTables.SERVER_CERTIFICATES).stream()
                        .filter(each -> Lookup.isUnder(each.path(), input.pathPrefix()))
                        .toList(),
                ServerCertificate::name,
                input.marker(),
                input.maxItems());
        return ListServerCertificatesResponse.builder()
                .serverCertificateMetadataList(page.map(Shapes::of).items())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }
}
