package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.GetServerCertificateRequest;
import io.moorage.awsmodels.iam.GetServerCertificateResponse;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.model.iam.ServerCertificate;
import io.moorage.store.Store;
import java.util.List;

/** Shows a certificate, never its key. */
final class GetServerCertificate implements Action<GetServerCertificateRequest, GetServerCertificateResponse> {
    private final Store store;

    GetServerCertificate(Store store) {
        this.store = store;
    }

    @Override
    public Operation<GetServerCertificateRequest, GetServerCertificateResponse> operation() {
        return IamOperations.GET_SERVER_CERTIFICATE;
    }

    @Override
    public List<String> resources(GetServerCertificateRequest input, RequestContext context) {
        return Lookup.serverCertificateArn(store.view(), context, input.serverCertificateName());
    }

    @Override
    public GetServerCertificateResponse handle(GetServerCertificateRequest input, RequestContext context) {
        ServerCertificate found = Lookup.serverCertificate(store.view(), input.serverCertificateName());
        return GetServerCertificateResponse.builder()
                .serverCertificate(io.moorage.awsmodels.iam.ServerCertificate.builder()
                        .serverCertificateMetadata(Shapes.of(found))
                        .certificateBody(found.body())
                        .certificateChain(found.chain().orElse(null))
                        .tags(Tags.shapesOrNull(found.tags()))
                        .build())
                .build();
    }
}
