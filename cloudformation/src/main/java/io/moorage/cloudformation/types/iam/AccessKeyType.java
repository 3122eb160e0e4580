package io.moorage.cloudformation.types.iam;

import io.moorage.awsmodels.iam.AccessKeyMetadata;
import io.moorage.awsmodels.iam.CreateAccessKeyRequest;
import io.moorage.awsmodels.iam.DeleteAccessKeyRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.ListAccessKeysRequest;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.util.Map;
import java.util.Set;

/** {@code AWS::IAM::AccessKey}. */
public final class AccessKeyType implements ResourceType {
    private static final Set<String> ABSENT = Set.of("NoSuchEntity");

    private static final Schema SCHEMA = Schema.of("AWS::IAM::AccessKey", CreateAccessKeyRequest.SHAPE)
            .replaced("UserName")
            .required("UserName")
            .attributes("SecretAccessKey")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String create(Wanted wanted, Aws aws) {
        return make(wanted, aws).physicalId();
    }

    /** Keys of an earlier call, whose secret is lost, are deleted before there is another. */
    @Override
    public Made make(Wanted wanted, Aws aws) {
        String user = wanted.text("UserName");
        if (wanted.again()) {
            aws
                    .call(
                            IamOperations.LIST_ACCESS_KEYS,
                            ListAccessKeysRequest.builder().userName(user).build())
                    .accessKeyMetadata()
                    .stream()
                    .filter(each -> each.createDate() != null
                            && !each.createDate().isBefore(wanted.moment().begun()))
                    .map(AccessKeyMetadata::accessKeyId)
                    .forEach(id -> delete(String.valueOf(id), wanted, aws));
        }
        var made = aws.call(
                        IamOperations.CREATE_ACCESS_KEY,
                        CreateAccessKeyRequest.builder().userName(user).build())
                .accessKey();
        return new Made(made.accessKeyId(), Map.of("SecretAccessKey", Values.text(made.secretAccessKey())));
    }

    @Override
    public Progress delete(String id, Wanted last, Aws aws) {
        aws.unless(
                ABSENT,
                IamOperations.DELETE_ACCESS_KEY,
                DeleteAccessKeyRequest.builder()
                        .userName(last.text("UserName"))
                        .accessKeyId(id)
                        .build());
        return Progress.DONE;
    }
}
