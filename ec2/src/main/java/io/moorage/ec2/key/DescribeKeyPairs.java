package io.moorage.ec2.key;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DescribeKeyPairsRequest;
import io.moorage.awsmodels.ec2.DescribeKeyPairsResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.KeyPairInfo;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Filters;
import io.moorage.ec2.api.Resource;
import io.moorage.ec2.api.Tags;
import io.moorage.model.ec2.KeyPair;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import java.util.ArrayList;

/** Key pairs by name, id and filter. */
public record DescribeKeyPairs(Ec2 ec2) implements Action<DescribeKeyPairsRequest, DescribeKeyPairsResult> {
    @Override
    public Operation<DescribeKeyPairsRequest, DescribeKeyPairsResult> operation() {
        return Ec2Operations.DESCRIBE_KEY_PAIRS;
    }

    private static final Filters<KeyPair> FILTERS = Filters.<KeyPair>onTags(KeyPair::tags)
            .by("key-name", KeyPair::name)
            .by("key-pair-id", KeyPair::id)
            .by("fingerprint", KeyPair::fingerprint);

    @Override
    public DescribeKeyPairsResult handle(DescribeKeyPairsRequest input, RequestContext context) {
        Ec2Errors.refuseDryRun(input.dryRun());
        ReadView view = ec2.view();
        var named = new ArrayList<KeyPair>();
        input.keyNames().forEach(each -> named.add(require(view, each)));
        if (!input.keyPairIds().isEmpty()) {
            named.addAll(Resource.KEY_PAIR.named(view, input.keyPairIds()));
        }
        boolean all = input.keyNames().isEmpty() && input.keyPairIds().isEmpty();
        boolean withKey = Boolean.TRUE.equals(input.includePublicKey());
        return DescribeKeyPairsResult.builder()
                .keyPairs(FILTERS.keep(input.filters(), all ? view.all(Ec2Tables.KEY_PAIRS) : named).stream()
                        .map(each -> shape(each, withKey))
                        .toList())
                .build();
    }

    private static KeyPair require(ReadView view, String name) {
        return view.find(Ec2Tables.KEY_PAIRS, name)
                .orElseThrow(
                        () -> Ec2Errors.refused("InvalidKeyPair.NotFound", "The key pair '%s' does not exist", name));
    }

    private static KeyPairInfo shape(KeyPair row, boolean withKey) {
        return KeyPairInfo.builder()
                .keyName(row.name())
                .keyPairId(row.id())
                .keyType(row.type())
                .keyFingerprint(row.fingerprint())
                .createTime(row.createTime())
                .publicKey(withKey ? row.publicKey() : null)
                .tags(Tags.list(row.tags()))
                .build();
    }
}
