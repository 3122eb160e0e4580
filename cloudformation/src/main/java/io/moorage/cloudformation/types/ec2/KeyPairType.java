package io.moorage.cloudformation.types.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.Type;
import io.moorage.awsmodels.ec2.CreateKeyPairRequest;
import io.moorage.awsmodels.ec2.DeleteKeyPairRequest;
import io.moorage.awsmodels.ec2.DescribeKeyPairsRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.ImportKeyPairRequest;
import io.moorage.awsmodels.ec2.KeyPairInfo;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.InvalidPropertyException;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Schema.Update;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * {@code AWS::EC2::KeyPair} of a public key that is given. AWS keeps a key that it makes itself in Systems Manager; that is
 * refused, since nobody could get at it.
 */
public final class KeyPairType implements ResourceType {
    private static final Schema SCHEMA = Schema.of("AWS::EC2::KeyPair", CreateKeyPairRequest.SHAPE)
            .replaced("KeyName", "KeyType", "KeyFormat")
            .property("PublicKeyMaterial", Type.StringType.ANY, Update.REPLACEMENT)
            .required("KeyName")
            .tags("Tags")
            .named("KeyName")
            .attributes("KeyFingerprint", "KeyPairId")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String create(Wanted wanted, Aws aws) {
        String material = wanted.optional("PublicKeyMaterial")
                .orElseThrow(() -> new InvalidPropertyException(
                        "A key pair without PublicKeyMaterial is not supported: its private key would be nowhere. Give the"
                                + " public key."));
        String name = wanted.text("KeyName");
        if (wanted.again() && !owned(wanted, aws).isEmpty()) {
            return name;
        }
        aws.call(
                Ec2Operations.IMPORT_KEY_PAIR,
                ImportKeyPairRequest.builder()
                        .keyName(name)
                        .publicKeyMaterial(material.getBytes(StandardCharsets.UTF_8))
                        .tagSpecifications(Ec2Tags.of(wanted, "key-pair"))
                        .build());
        return name;
    }

    private static List<KeyPairInfo> owned(Wanted wanted, Aws aws) {
        return aws
                .call(
                        Ec2Operations.DESCRIBE_KEY_PAIRS,
                        DescribeKeyPairsRequest.builder()
                                .filters(Ec2Tags.owned(wanted))
                                .build())
                .keyPairs()
                .stream()
                .filter(each -> wanted.text("KeyName").equals(each.keyName()))
                .toList();
    }

    @Override
    public Progress update(String id, Wanted before, Wanted after, Aws aws) {
        for (KeyPairInfo each : owned(after, aws)) {
            Ec2Tags.update(String.valueOf(each.keyPairId()), before, after, aws);
        }
        return Progress.DONE;
    }

    /** Repeating it changes nothing. */
    @Override
    public Progress delete(String id, Wanted last, Aws aws) {
        aws.call(
                Ec2Operations.DELETE_KEY_PAIR,
                DeleteKeyPairRequest.builder().keyName(id).build());
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String id, Wanted wanted, Aws aws) {
        KeyPairInfo pair = owned(wanted, aws).getFirst();
        return Map.of("KeyFingerprint", Values.text(pair.keyFingerprint()), "KeyPairId", Values.text(pair.keyPairId()));
    }
}
