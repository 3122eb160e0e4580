package io.moorage.ec2.key;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.CreateKeyPairRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Tags;
import io.moorage.model.ec2.Ec2Id;
import io.moorage.model.ec2.KeyPair;
import io.moorage.store.Ec2Tables;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A key pair whose private half is answered once and kept nowhere. */
public record CreateKeyPair(Ec2 ec2) implements Action<CreateKeyPairRequest, io.moorage.awsmodels.ec2.KeyPair> {
    @Override
    public Operation<CreateKeyPairRequest, io.moorage.awsmodels.ec2.KeyPair> operation() {
        return Ec2Operations.CREATE_KEY_PAIR;
    }

    static final int LONGEST_NAME = 255;

    @Override
    public io.moorage.awsmodels.ec2.KeyPair handle(CreateKeyPairRequest input, RequestContext context) {
        String name = name(input.keyName());
        Map<String, String> tags = Tags.given(context, input.tagSpecifications(), "key-pair");
        Ec2Errors.refuseDryRun(input.dryRun());
        NewKey made = "ed25519".equals(input.keyType()) ? NewKey.ed25519() : NewKey.rsa();
        var row = new KeyPair(
                name,
                Ec2Id.KEY_PAIR.next(ec2.random()),
                made.key().type(),
                made.fingerprint(),
                made.key().line(name),
                context.now(),
                tags);
        insert(ec2, row);
        return io.moorage.awsmodels.ec2.KeyPair.builder()
                .keyName(name)
                .keyPairId(row.id())
                .keyFingerprint(row.fingerprint())
                .keyMaterial("ppk".equals(input.keyFormat()) ? made.ppk(name) : made.pem())
                .tags(Tags.list(tags))
                .build();
    }

    static String name(@Nullable String given) {
        String name = Ec2Errors.required(given, "KeyName");
        if (name.isBlank() || name.length() > LONGEST_NAME || !name.matches("\\p{ASCII}+")) {
            throw Ec2Errors.invalidValue("Value (%s) for parameter KeyName is invalid.", name);
        }
        return name;
    }

    static void insert(Ec2 ec2, KeyPair row) {
        ec2.store().transact(tx -> {
            if (tx.find(Ec2Tables.KEY_PAIRS, row.name()).isPresent()) {
                throw Ec2Errors.refused("InvalidKeyPair.Duplicate", "The keypair already exists");
            }
            tx.insert(Ec2Tables.KEY_PAIRS, row);
            return row;
        });
    }
}
