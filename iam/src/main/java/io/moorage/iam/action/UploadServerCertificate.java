package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.UploadServerCertificateRequest;
import io.moorage.awsmodels.iam.UploadServerCertificateResponse;
import io.moorage.model.iam.IamId;
import io.moorage.model.iam.ServerCertificate;
import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Keeps a certificate with its key for load balancers to show. */
final class UploadServerCertificate implements Action<UploadServerCertificateRequest, UploadServerCertificateResponse> {
    /** IAM user guide, "IAM and AWS STS quotas". */
    static final int MOST = 20;

    private final Store store;
    private final RandomGenerator random;

    UploadServerCertificate(Store store, RandomGenerator random) {
        this.store = store;
        this.random = random;
    }

    @Override
    public Operation<UploadServerCertificateRequest, UploadServerCertificateResponse> operation() {
        return IamOperations.UPLOAD_SERVER_CERTIFICATE;
    }

    @Override
    public List<String> resources(UploadServerCertificateRequest input, RequestContext context) {
        return List.of(arn(input, context));
    }

    private static String arn(UploadServerCertificateRequest input, RequestContext context) {
        return Lookup.arn(
                context.accountId(), "server-certificate", Lookup.pathOf(input.path()), input.serverCertificateName());
    }

    @Override
    public Map<String, List<String>> conditions(UploadServerCertificateRequest input, RequestContext context) {
        return Tags.keys(input.tags());
    }

    @Override
    public List<Permission> furtherPermissions(UploadServerCertificateRequest input, RequestContext context) {
        return Tags.permission("iam:TagServerCertificate", resources(input, context), input.tags());
    }

    @Override
    public UploadServerCertificateResponse handle(UploadServerCertificateRequest input, RequestContext context) {
        Optional<String> chain = Optional.ofNullable(input.certificateChain()).filter(each -> !each.isBlank());
        CertificateFiles files =
                CertificateFiles.read(input.certificateBody(), chain, input.privateKey(), context.now());
        ServerCertificate uploaded = new ServerCertificate(
                input.serverCertificateName(),
                Lookup.pathOf(input.path()),
                arn(input, context),
                IamId.SERVER_CERTIFICATE.next(random),
                context.now(),
                files.expiration(),
                input.certificateBody(),
                chain,
                files.key(),
                Tags.added(Map.of(), input.tags(), context));
        return store.transact(tx -> {
            refuseTaken(tx, uploaded.name());
            if (tx.all(IamTables.SERVER_CERTIFICATES).size() >= MOST) {
                throw Refusal.limitExceeded("Cannot exceed quota for ServerCertificatesPerAccount: " + MOST);
            }
            tx.insert(IamTables.SERVER_CERTIFICATES, uploaded);
            return UploadServerCertificateResponse.builder()
                    .serverCertificateMetadata(Shapes.of(uploaded))
                    .tags(Tags.shapesOrNull(uploaded.tags()))
                    .build();
        });
    }

    static void refuseTaken(ReadView view, String name) {
        List<String> taken = view.all(IamTables.SERVER_CERTIFICATES).stream()
                .map(ServerCertificate::name)
                .toList();
        if (Lookup.isTaken(taken, name)) {
            throw Refusal.alreadyExists("The Server Certificate with name " + name + " already exists.");
        }
    }
}
