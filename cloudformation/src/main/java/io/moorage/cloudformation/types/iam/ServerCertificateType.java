package io.moorage.cloudformation.types.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.iam.DeleteServerCertificateRequest;
import io.moorage.awsmodels.iam.GetServerCertificateRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.ServerCertificate;
import io.moorage.awsmodels.iam.TagServerCertificateRequest;
import io.moorage.awsmodels.iam.UntagServerCertificateRequest;
import io.moorage.awsmodels.iam.UpdateServerCertificateRequest;
import io.moorage.awsmodels.iam.UploadServerCertificateRequest;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::IAM::ServerCertificate}. */
public final class ServerCertificateType implements ResourceType {
    private static final int LONGEST_NAME = 128;
    private static final Set<String> ABSENT = Set.of("NoSuchEntity");
    private static final String PATH = "Path";

    private static final Schema SCHEMA = Schema.of("AWS::IAM::ServerCertificate", UploadServerCertificateRequest.SHAPE)
            .replaced("ServerCertificateName", "CertificateBody", "CertificateChain", "PrivateKey")
            .inPlace(PATH)
            .required("CertificateBody", "PrivateKey")
            .named("ServerCertificateName")
            .tags("Tags")
            .attributes("Arn")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String create(Wanted wanted, Aws aws) {
        String name = wanted.name(LONGEST_NAME);
        if (wanted.again()
                && find(name, aws)
                        .filter(found -> IamTags.isOwned(found.tags(), wanted))
                        .isPresent()) {
            return name;
        }
        aws.call(
                IamOperations.UPLOAD_SERVER_CERTIFICATE,
                wanted.read(UploadServerCertificateRequest.SHAPE, "ServerCertificateName", "Tags").toBuilder()
                        .serverCertificateName(name)
                        .tags(IamTags.all(wanted))
                        .build());
        return name;
    }

    private static Optional<ServerCertificate> find(String name, Aws aws) {
        return aws.unless(ABSENT, IamOperations.GET_SERVER_CERTIFICATE, new GetServerCertificateRequest(name))
                .map(answer -> answer.serverCertificate());
    }

    @Override
    public Progress update(String name, Wanted before, Wanted after, Aws aws) {
        if (!before.optional(PATH).equals(after.optional(PATH))) {
            aws.call(
                    IamOperations.UPDATE_SERVER_CERTIFICATE,
                    UpdateServerCertificateRequest.builder()
                            .serverCertificateName(name)
                            .newPath(after.optional(PATH).orElse("/"))
                            .build());
        }
        IamTags.update(
                before,
                after,
                gone -> aws.call(IamOperations.UNTAG_SERVER_CERTIFICATE, new UntagServerCertificateRequest(name, gone)),
                tags -> aws.call(IamOperations.TAG_SERVER_CERTIFICATE, new TagServerCertificateRequest(name, tags)));
        return Progress.DONE;
    }

    @Override
    public Progress delete(String name, Wanted last, Aws aws) {
        aws.unless(ABSENT, IamOperations.DELETE_SERVER_CERTIFICATE, new DeleteServerCertificateRequest(name));
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String name, Wanted wanted, Aws aws) {
        return Map.of(
                "Arn",
                Values.text(find(name, aws)
                        .map(found -> found.serverCertificateMetadata().arn())
                        .orElse("")));
    }
}
