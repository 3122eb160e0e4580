package io.moorage.ssm.action;

import io.moorage.awsapi.Action;
import io.moorage.ssm.PublicParameters;
import io.moorage.store.Store;
import java.util.List;

/** The actions of the Systems Manager API that are about parameters. */
public final class SsmActions {
    private SsmActions() {}

    public static List<Action<?, ?>> all(Store store, PublicParameters known) {
        Parameters parameters = new Parameters(store, known);
        return List.of(
                new PutParameter(parameters),
                new GetParameter(parameters),
                new GetParameters(parameters),
                new GetParametersByPath(parameters),
                new DescribeParameters(parameters),
                new DeleteParameter(parameters),
                new DeleteParameters(parameters),
                new AddTagsToResource(parameters),
                new RemoveTagsFromResource(parameters),
                new ListTagsForResource(parameters));
    }
}
