package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.ListServerCertificateTagsRequest;
import io.moorage.awsmodels.iam.ListServerCertificateTagsResponse;
import io.moorage.awsmodels.iam.Tag;
import io.moorage.base.Page;
import io.moorage.store.Store;
import java.util.List;

/** Shows the tags of a server certificate. */
final class ListServerCertificateTags
        implements Action<ListServerCertificateTagsRequest, ListServerCertificateTagsResponse> {
    private final Store store;

    ListServerCertificateTags(Store store) {
        this.store = store;
    }

    @Override
    public Operation<ListServerCertificateTagsRequest, ListServerCertificateTagsResponse> operation() {
        return IamOperations.LIST_SERVER_CERTIFICATE_TAGS;
    }

    @Override
    public List<String> resources(ListServerCertificateTagsRequest input, RequestContext context) {
        return Lookup.serverCertificateArn(store.view(), context, input.serverCertificateName());
    }

    @Override
    public ListServerCertificateTagsResponse handle(ListServerCertificateTagsRequest input, RequestContext context) {
        Page<Tag> page = Tags.page(
                Lookup.serverCertificate(store.view(), input.serverCertificateName())
                        .tags(),
                input.marker(),
                input.maxItems());
        return ListServerCertificateTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }
}
