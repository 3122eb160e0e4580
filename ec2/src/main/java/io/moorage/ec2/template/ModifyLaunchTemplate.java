package io.moorage.ec2.template;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.ModifyLaunchTemplateRequest;
import io.moorage.awsmodels.ec2.ModifyLaunchTemplateResult;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.model.ec2.LaunchTemplate;
import io.moorage.store.Ec2Tables;

/** Says which version is the default one. */
public record ModifyLaunchTemplate(Ec2 ec2) implements Action<ModifyLaunchTemplateRequest, ModifyLaunchTemplateResult> {
    @Override
    public Operation<ModifyLaunchTemplateRequest, ModifyLaunchTemplateResult> operation() {
        return Ec2Operations.MODIFY_LAUNCH_TEMPLATE;
    }

    @Override
    public ModifyLaunchTemplateResult handle(ModifyLaunchTemplateRequest input, RequestContext context) {
        String wanted = Ec2Errors.required(input.defaultVersion(), "SetDefaultVersion");
        LaunchTemplate after = ec2.store().transact(tx -> {
            LaunchTemplate template = Templates.named(tx, input.launchTemplateId(), input.launchTemplateName());
            LaunchTemplate changed =
                    template.withDefault(Templates.version(template, wanted).number());
            Ec2Errors.refuseDryRun(input.dryRun());
            tx.update(Ec2Tables.LAUNCH_TEMPLATES, changed);
            return changed;
        });
        return ModifyLaunchTemplateResult.builder()
                .launchTemplate(TemplateShapes.template(after))
                .build();
    }
}
