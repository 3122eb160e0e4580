package io.moorage.cloudformation.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.GetTemplateInput;
import io.moorage.awsmodels.cloudformation.GetTemplateOutput;
import io.moorage.model.cloudformation.ChangeSet;
import io.moorage.store.ReadView;
import java.util.List;
import java.util.Optional;

/** The text that a stack or a change set was made from. */
record GetTemplate(Cfn cfn) implements Action<GetTemplateInput, GetTemplateOutput> {
    @Override
    public Operation<GetTemplateInput, GetTemplateOutput> operation() {
        return CloudformationOperations.GET_TEMPLATE;
    }

    @Override
    public List<String> resources(GetTemplateInput input, RequestContext context) {
        return input.stackName() == null ? List.of("*") : cfn.resource(input.stackName(), context);
    }

    @Override
    public GetTemplateOutput handle(GetTemplateInput input, RequestContext context) {
        ReadView view = cfn.store().view();
        if (input.changeSetName() != null) {
            ChangeSet set = ChangeSets.require(view, input.changeSetName(), Optional.ofNullable(input.stackName()));
            return output(set.wanted().templateBody());
        }
        if (input.stackName() == null) {
            throw Errors.validation("StackName or ChangeSetName must be specified.");
        }
        return output(Cfn.require(view, input.stackName()).goal().templateBody());
    }

    private static GetTemplateOutput output(String body) {
        return GetTemplateOutput.builder()
                .templateBody(body)
                .stagesAvailable(List.of("Original", "Processed"))
                .build();
    }
}
