package io.moorage.ec2.imds;

import io.moorage.awsapi.InstanceIdentities;
import io.moorage.awsapi.Principal;
import io.moorage.ec2.Ec2Config;
import io.moorage.model.ec2.InstanceState;
import io.moorage.store.Ec2Tables;
import io.moorage.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Believes the identity documents that this installation's metadata service signed, of instances that still exist. */
public final class SignedIdentities implements InstanceIdentities {
    /** Only read after the signature was found to be good: then the document is as {@link IdentityDocuments} writes it. */
    private static final Pattern INSTANCE = Pattern.compile("\"instanceId\" : \"(i-[0-9a-f]+)\"");

    private final Store store;
    private final Ec2Config config;
    private final IdentitySigner signer;

    public SignedIdentities(Store store, Ec2Config config, IdentitySigner signer) {
        this.store = store;
        this.config = config;
        this.signer = signer;
    }

    @Override
    public Optional<Principal> verify(byte[] document, byte[] signature) {
        if (!signer.isSigned(document, signature)) {
            return Optional.empty();
        }
        Matcher id = INSTANCE.matcher(new String(document, StandardCharsets.UTF_8));
        return id.find()
                ? store.view()
                        .find(Ec2Tables.INSTANCES, id.group(1))
                        .filter(each -> each.state() != InstanceState.TERMINATED)
                        .map(each -> Principal.instance(config.accountId(), config.region(), each.id()))
                : Optional.empty();
    }
}
