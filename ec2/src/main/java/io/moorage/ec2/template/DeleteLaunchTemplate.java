package io.moorage.ec2.template;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DeleteLaunchTemplateRequest;
import io.moorage.awsmodels.ec2.DeleteLaunchTemplateResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.model.ec2.LaunchTemplate;
import io.moorage.store.Ec2Tables;

/** Deletes a launch template with all its versions; instances stay. */
public record DeleteLaunchTemplate(Ec2 ec2) implements Action<DeleteLaunchTemplateRequest, DeleteLaunchTemplateResult> {
    @Override
    public Operation<DeleteLaunchTemplateRequest, DeleteLaunchTemplateResult> operation() {
        return Ec2Operations.DELETE_LAUNCH_TEMPLATE;
    }

    @Override
    public DeleteLaunchTemplateResult handle(DeleteLaunchTemplateRequest input, RequestContext context) {
        LaunchTemplate gone = ec2.store().transact(tx -> {
            LaunchTemplate template = Templates.named(tx, input.launchTemplateId(), input.launchTemplateName());
            Ec2Errors.refuseDryRun(input.dryRun());
            tx.delete(Ec2Tables.LAUNCH_TEMPLATES, template.id());
            return template;
        });
        return DeleteLaunchTemplateResult.builder()
                .launchTemplate(TemplateShapes.template(gone))
                .build();
    }
}
