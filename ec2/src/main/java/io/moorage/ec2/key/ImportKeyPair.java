package io.moorage.ec2.key;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.ImportKeyPairRequest;
import io.moorage.awsmodels.ec2.ImportKeyPairResult;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Tags;
import io.moorage.model.ec2.Ec2Id;
import io.moorage.model.ec2.KeyPair;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A key pair made elsewhere, by its public half. */
public record ImportKeyPair(Ec2 ec2) implements Action<ImportKeyPairRequest, ImportKeyPairResult> {
    @Override
    public Operation<ImportKeyPairRequest, ImportKeyPairResult> operation() {
        return Ec2Operations.IMPORT_KEY_PAIR;
    }

    @Override
    public ImportKeyPairResult handle(ImportKeyPairRequest input, RequestContext context) {
        String name = CreateKeyPair.name(input.keyName());
        byte[] material = Ec2Errors.required(input.publicKeyMaterial(), "publicKeyMaterial");
        SshKey key = ImportedKey.parse(new String(material, StandardCharsets.UTF_8))
                .orElseThrow(
                        () -> Ec2Errors.refused("InvalidKey.Format", "Key is not in valid OpenSSH public key format"));
        Map<String, String> tags = Tags.given(context, input.tagSpecifications(), "key-pair");
        Ec2Errors.refuseDryRun(input.dryRun());
        var row = new KeyPair(
                name,
                Ec2Id.KEY_PAIR.next(ec2.random()),
                key.type(),
                key.importedFingerprint(),
                key.line(name),
                context.now(),
                tags);
        CreateKeyPair.insert(ec2, row);
        return ImportKeyPairResult.builder()
                .keyName(name)
                .keyPairId(row.id())
                .keyFingerprint(row.fingerprint())
                .tags(Tags.list(tags))
                .build();
    }
}
