package io.moorage.ec2.template;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.CreateLaunchTemplateVersionRequest;
import io.moorage.awsmodels.ec2.CreateLaunchTemplateVersionResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.model.ec2.LaunchTemplate;
import io.moorage.model.ec2.LaunchTemplateData;
import io.moorage.store.Ec2Tables;
import java.util.Optional;

/** One more version; with a source version, what the request leaves open is that one's. */
public record CreateLaunchTemplateVersion(Ec2 ec2)
        implements Action<CreateLaunchTemplateVersionRequest, CreateLaunchTemplateVersionResult> {
    @Override
    public Operation<CreateLaunchTemplateVersionRequest, CreateLaunchTemplateVersionResult> operation() {
        return Ec2Operations.CREATE_LAUNCH_TEMPLATE_VERSION;
    }

    @Override
    public CreateLaunchTemplateVersionResult handle(CreateLaunchTemplateVersionRequest input, RequestContext context) {
        LaunchTemplateData given = TemplateRequests.read(input.launchTemplateData());
        Ec2Errors.refuseDryRun(input.dryRun());
        LaunchTemplate after = ec2.store().transact(tx -> {
            LaunchTemplate template = Templates.named(tx, input.launchTemplateId(), input.launchTemplateName());
            LaunchTemplateData data = input.sourceVersion() == null
                    ? given
                    : given.over(
                            Templates.version(template, input.sourceVersion()).data());
            LaunchTemplate next = template.withVersion(
                    Optional.ofNullable(input.versionDescription()),
                    context.now(),
                    context.principal().arn(),
                    data);
            tx.update(Ec2Tables.LAUNCH_TEMPLATES, next);
            return next;
        });
        return CreateLaunchTemplateVersionResult.builder()
                .launchTemplateVersion(
                        TemplateShapes.version(after, after.versions().getLast()))
                .build();
    }
}
