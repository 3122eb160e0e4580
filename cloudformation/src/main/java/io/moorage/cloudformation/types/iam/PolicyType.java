package io.moorage.cloudformation.types.iam;

import io.moorage.awsmodels.Type;
import io.moorage.awsmodels.iam.PutRolePolicyRequest;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.InvalidPropertyException;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Schema.Update;
import io.moorage.cloudformation.resource.Wanted;
import java.util.Arrays;
import java.util.List;

/** {@code AWS::IAM::Policy}: one document inline in roles, users and groups. */
public final class PolicyType implements ResourceType {
    private static final Type TEXTS = new Type.ListType(Type.StringType.ANY, null, false, null, null);
    private static final int LONGEST_NAME = 128;

    private static final Schema SCHEMA = Schema.of("AWS::IAM::Policy", PutRolePolicyRequest.SHAPE)
            .inPlace("PolicyName")
            .property("PolicyDocument", null, Update.IN_PLACE)
            .property("Groups", TEXTS, Update.IN_PLACE)
            .property("Roles", TEXTS, Update.IN_PLACE)
            .property("Users", TEXTS, Update.IN_PLACE)
            .required("PolicyName", "PolicyDocument")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** It has no being of its own: its documents are put where they belong when it settles. */
    @Override
    public String create(Wanted wanted, Aws aws) {
        if (Arrays.stream(PolicyHolder.values())
                .allMatch(each -> each.named(wanted).isEmpty())) {
            throw new InvalidPropertyException("At least one of [Groups,Roles,Users] must be non-empty.");
        }
        return wanted.generatedName(LONGEST_NAME);
    }

    @Override
    public Progress settle(String id, Wanted wanted, Aws aws) {
        String document = wanted.document("PolicyDocument").orElse("");
        for (PolicyHolder each : PolicyHolder.values()) {
            each.named(wanted).forEach(name -> each.put(name, wanted.text("PolicyName"), document, aws));
        }
        return Progress.DONE;
    }

    @Override
    public Progress update(String id, Wanted before, Wanted after, Aws aws) {
        boolean renamed = !before.text("PolicyName").equals(after.text("PolicyName"));
        for (PolicyHolder each : PolicyHolder.values()) {
            List<String> losers = renamed ? each.named(before) : each.dropped(before, after);
            losers.forEach(name -> each.remove(name, before.text("PolicyName"), aws));
        }
        return settle(id, after, aws);
    }

    @Override
    public Progress delete(String id, Wanted last, Aws aws) {
        for (PolicyHolder each : PolicyHolder.values()) {
            each.named(last).forEach(name -> each.remove(name, last.text("PolicyName"), aws));
        }
        return Progress.DONE;
    }
}
