package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.DeleteServerCertificateRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.model.iam.ServerCertificate;
import io.moorage.store.ElbTables;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;

/** Forgets a certificate that no load balancer shows. */
final class DeleteServerCertificate implements Action<DeleteServerCertificateRequest, Empty> {
    private final Store store;

    DeleteServerCertificate(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DeleteServerCertificateRequest, Empty> operation() {
        return IamOperations.DELETE_SERVER_CERTIFICATE;
    }

    @Override
    public List<String> resources(DeleteServerCertificateRequest input, RequestContext context) {
        return Lookup.serverCertificateArn(store.view(), context, input.serverCertificateName());
    }

    @Override
    public Empty handle(DeleteServerCertificateRequest input, RequestContext context) {
        return store.transact(tx -> {
            ServerCertificate found = Lookup.serverCertificate(tx, input.serverCertificateName());
            tx.all(ElbTables.LOAD_BALANCERS).stream()
                    .filter(each -> each.showsCertificate(found.arn()))
                    .findFirst()
                    .ifPresent(user -> {
                        throw Refusal.deleteConflict("Certificate: " + found.id() + " is currently in use by "
                                + "arn:aws:elasticloadbalancing:" + context.region() + ":" + context.accountId()
                                + ":loadbalancer/" + user.name()
                                + ". Please remove it first before deleting it from IAM.");
                    });
            tx.delete(IamTables.SERVER_CERTIFICATES, found.name());
            return Empty.VALUE;
        });
    }
}
