package io.moorage.ssm.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.ssm.ResourceTypeForTagging;
import io.moorage.awsmodels.ssm.SsmOperations;
import io.moorage.model.ssm.Parameter;
import io.moorage.store.ReadView;
import io.moorage.store.SsmTables;
import java.util.List;

/** The parameter whose tags a request is about: nothing else has tags here. */
final class TaggedParameter {
    private TaggedParameter() {}

    static List<String> arn(RequestContext context, String id) {
        return List.of(Parameters.arn(context, id));
    }

    static Parameter of(ReadView view, String type, String id) {
        if (!type.equals(ResourceTypeForTagging.PARAMETER)) {
            throw Refusal.unsupported("tags of a " + type);
        }
        return view.find(SsmTables.PARAMETERS, id)
                .orElseThrow(() -> new AwsException(
                        SsmOperations.ERROR_INVALID_RESOURCE_ID, "The resource ID \"" + id + "\" is not valid."));
    }
}
