package io.moorage.ec2.template;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DeleteLaunchTemplateVersionsRequest;
import io.moorage.awsmodels.ec2.DeleteLaunchTemplateVersionsResponseErrorItem;
import io.moorage.awsmodels.ec2.DeleteLaunchTemplateVersionsResponseSuccessItem;
import io.moorage.awsmodels.ec2.DeleteLaunchTemplateVersionsResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.ResponseError;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.model.ec2.LaunchTemplate;
import io.moorage.store.Ec2Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Deletes versions, of which each may fail alone; the default one stays. */
public record DeleteLaunchTemplateVersions(Ec2 ec2)
        implements Action<DeleteLaunchTemplateVersionsRequest, DeleteLaunchTemplateVersionsResult> {
    @Override
    public Operation<DeleteLaunchTemplateVersionsRequest, DeleteLaunchTemplateVersionsResult> operation() {
        return Ec2Operations.DELETE_LAUNCH_TEMPLATE_VERSIONS;
    }

    @Override
    public DeleteLaunchTemplateVersionsResult handle(
            DeleteLaunchTemplateVersionsRequest input, RequestContext context) {
        Ec2Errors.refuseDryRun(input.dryRun());
        List<DeleteLaunchTemplateVersionsResponseSuccessItem> done = new ArrayList<>();
        List<DeleteLaunchTemplateVersionsResponseErrorItem> failed = new ArrayList<>();
        ec2.store().transact(tx -> {
            done.clear();
            failed.clear();
            LaunchTemplate template = Templates.named(tx, input.launchTemplateId(), input.launchTemplateName());
            List<Long> gone = new ArrayList<>();
            for (String each : input.versions()) {
                Optional<LaunchTemplate.Version> version = template.version(each);
                if (version.isEmpty()) {
                    failed.add(failure(
                            template,
                            each,
                            "launchTemplateVersionDoesNotExist",
                            "Could not find launch template version"));
                } else if (version.get().number() == template.defaultVersion()) {
                    failed.add(failure(template, each, "unexpectedError", "Cannot delete the default version"));
                } else {
                    gone.add(version.get().number());
                    done.add(DeleteLaunchTemplateVersionsResponseSuccessItem.builder()
                            .launchTemplateId(template.id())
                            .launchTemplateName(template.name())
                            .versionNumber(version.get().number())
                            .build());
                }
            }
            tx.update(Ec2Tables.LAUNCH_TEMPLATES, template.without(gone));
            return template;
        });
        return DeleteLaunchTemplateVersionsResult.builder()
                .successfullyDeletedLaunchTemplateVersions(done)
                .unsuccessfullyDeletedLaunchTemplateVersions(failed)
                .build();
    }

    private static DeleteLaunchTemplateVersionsResponseErrorItem failure(
            LaunchTemplate template, String version, String code, String message) {
        return DeleteLaunchTemplateVersionsResponseErrorItem.builder()
                .launchTemplateId(template.id())
                .launchTemplateName(template.name())
                .versionNumber(version.matches("[0-9]{1,18}") ? Long.valueOf(version) : null)
                .responseError(
                        ResponseError.builder().code(code).message(message).build())
                .build();
    }
}
