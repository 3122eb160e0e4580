package io.moorage.ec2.template;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.CreateLaunchTemplateRequest;
import io.moorage.awsmodels.ec2.CreateLaunchTemplateResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Tags;
import io.moorage.model.ec2.Ec2Id;
import io.moorage.model.ec2.LaunchTemplate;
import io.moorage.model.ec2.LaunchTemplateData;
import io.moorage.store.Ec2Tables;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A launch template with its first version. */
public record CreateLaunchTemplate(Ec2 ec2) implements Action<CreateLaunchTemplateRequest, CreateLaunchTemplateResult> {
    @Override
    public Operation<CreateLaunchTemplateRequest, CreateLaunchTemplateResult> operation() {
        return Ec2Operations.CREATE_LAUNCH_TEMPLATE;
    }

    @Override
    public CreateLaunchTemplateResult handle(CreateLaunchTemplateRequest input, RequestContext context) {
        String name = Templates.name(input.launchTemplateName());
        LaunchTemplateData data = TemplateRequests.read(input.launchTemplateData());
        Map<String, String> tags = Tags.given(context, input.tagSpecifications(), "launch-template");
        Ec2Errors.refuseDryRun(input.dryRun());
        String creator = context.principal().arn();
        var version = new LaunchTemplate.Version(
                1, Optional.ofNullable(input.versionDescription()), context.now(), creator, data);
        var template = new LaunchTemplate(
                Ec2Id.LAUNCH_TEMPLATE.next(ec2.random()), name, context.now(), creator, 1, 1, List.of(version), tags);
        LaunchTemplate made = ec2.store().transact(tx -> {
            Optional<LaunchTemplate> present = Templates.find(tx, name);
            if (present.isPresent()) {
                throw Ec2Errors.refused(
                        "InvalidLaunchTemplateName.AlreadyExistsException", "Launch template name already in use.");
            }
            tx.insert(Ec2Tables.LAUNCH_TEMPLATES, template);
            return template;
        });
        return CreateLaunchTemplateResult.builder()
                .launchTemplate(TemplateShapes.template(made))
                .build();
    }
}
