package io.moorage.ec2.catalog;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DeleteTagsRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import java.util.HashMap;
import java.util.Map;

/** Removes tags: by key, by key and value, or all when none is named. */
public record DeleteTags(Ec2 ec2) implements Action<DeleteTagsRequest, Empty> {
    @Override
    public Operation<DeleteTagsRequest, Empty> operation() {
        return Ec2Operations.DELETE_TAGS;
    }

    @Override
    public Empty handle(DeleteTagsRequest input, RequestContext context) {
        Ec2Errors.refuseDryRun(input.dryRun());
        TagChanges.change(ec2, input.resources(), before -> {
            if (input.tags().isEmpty()) {
                return Map.of();
            }
            var after = new HashMap<>(before);
            input.tags().forEach(each -> {
                String value = each.value();
                if (value == null) {
                    after.remove(each.key());
                } else {
                    after.remove(each.key(), value);
                }
            });
            return after;
        });
        return Empty.VALUE;
    }
}
