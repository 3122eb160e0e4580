package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.UpdateServerCertificateRequest;
import io.moorage.model.iam.ServerCertificate;
import io.moorage.store.ElbTables;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;

/** Gives a server certificate another name or path; load balancers go on showing it. */
final class UpdateServerCertificate implements Action<UpdateServerCertificateRequest, Empty> {
    private final Store store;

    UpdateServerCertificate(Store store) {
        this.store = store;
    }

    @Override
    public Operation<UpdateServerCertificateRequest, Empty> operation() {
        return IamOperations.UPDATE_SERVER_CERTIFICATE;
    }

    @Override
    public List<String> resources(UpdateServerCertificateRequest input, RequestContext context) {
        String name = input.newServerCertificateName() == null
                ? input.serverCertificateName()
                : input.newServerCertificateName();
        String arn = Lookup.serverCertificateArn(store.view(), context, input.serverCertificateName())
                .getFirst();
        return List.of(arn, arn.substring(0, arn.lastIndexOf('/') + 1) + name);
    }

    @Override
    public Empty handle(UpdateServerCertificateRequest input, RequestContext context) {
        return store.transact(tx -> {
            ServerCertificate found = Lookup.serverCertificate(tx, input.serverCertificateName());
            String name = input.newServerCertificateName() == null ? found.name() : input.newServerCertificateName();
            String path = input.newPath() == null ? found.path() : input.newPath();
            if (!name.equalsIgnoreCase(found.name())) {
                UploadServerCertificate.refuseTaken(tx, name);
            }
            ServerCertificate renamed =
                    found.renamed(name, path, Lookup.arn(context.accountId(), "server-certificate", path, name));
            tx.delete(IamTables.SERVER_CERTIFICATES, found.name());
            tx.insert(IamTables.SERVER_CERTIFICATES, renamed);
            List.copyOf(tx.all(ElbTables.LOAD_BALANCERS)).stream()
                    .filter(each -> each.showsCertificate(found.arn()))
                    .forEach(each -> tx.update(
                            ElbTables.LOAD_BALANCERS, each.withRenamedCertificate(found.arn(), renamed.arn())));
            return Empty.VALUE;
        });
    }
}
