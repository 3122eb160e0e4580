package io.moorage.ec2.catalog;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.CreateTagsRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.MetadataTags;
import io.moorage.ec2.api.Resource;
import io.moorage.ec2.api.Tags;
import io.moorage.model.ec2.Ec2Id;
import io.moorage.store.ReadView;
import java.util.HashMap;
import java.util.Map;

/** Adds tags to resources, replacing those of the same key. */
public record CreateTags(Ec2 ec2) implements Action<CreateTagsRequest, Empty> {
    @Override
    public Operation<CreateTagsRequest, Empty> operation() {
        return Ec2Operations.CREATE_TAGS;
    }

    @Override
    public Empty handle(CreateTagsRequest input, RequestContext context) {
        Map<String, String> added = Tags.checked(input.tags());
        if (added.isEmpty()) {
            throw Ec2Errors.missing("Tag");
        }
        ReadView view = ec2.view();
        input.resources().stream()
                .filter(Ec2Id.INSTANCE::matches)
                .flatMap(id -> Resource.INSTANCE.find(view, id).stream())
                .forEach(each -> MetadataTags.check(each.launch(), added.keySet()));
        Ec2Errors.refuseDryRun(input.dryRun());
        TagChanges.change(ec2, input.resources(), before -> {
            var after = new HashMap<>(before);
            after.putAll(added);
            return Tags.limited(after);
        });
        return Empty.VALUE;
    }
}
