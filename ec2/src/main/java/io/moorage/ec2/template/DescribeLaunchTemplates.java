package io.moorage.ec2.template;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DescribeLaunchTemplatesRequest;
import io.moorage.awsmodels.ec2.DescribeLaunchTemplatesResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Filters;
import io.moorage.ec2.api.Page;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.LaunchTemplate;
import io.moorage.store.ReadView;
import java.util.ArrayList;
import java.util.List;

/** Launch templates by id, name and filter. */
public record DescribeLaunchTemplates(Ec2 ec2)
        implements Action<DescribeLaunchTemplatesRequest, DescribeLaunchTemplatesResult> {
    @Override
    public Operation<DescribeLaunchTemplatesRequest, DescribeLaunchTemplatesResult> operation() {
        return Ec2Operations.DESCRIBE_LAUNCH_TEMPLATES;
    }

    private static final Filters<LaunchTemplate> FILTERS = Filters.<LaunchTemplate>onTags(LaunchTemplate::tags)
            .by("launch-template-name", LaunchTemplate::name)
            .by("create-time", each -> Filters.time(each.created()));

    @Override
    public DescribeLaunchTemplatesResult handle(DescribeLaunchTemplatesRequest input, RequestContext context) {
        Ec2Errors.refuseDryRun(input.dryRun());
        ReadView view = ec2.view();
        List<LaunchTemplate> named = new ArrayList<>();
        input.launchTemplateNames().forEach(each -> named.add(Templates.named(view, null, each)));
        if (!input.launchTemplateIds().isEmpty() || named.isEmpty()) {
            named.addAll(Resource.LAUNCH_TEMPLATE.named(view, input.launchTemplateIds()));
        }
        Page<LaunchTemplate> page = Page.of(
                FILTERS.keep(input.filters(), named), LaunchTemplate::id, input.maxResults(), input.nextToken());
        return DescribeLaunchTemplatesResult.builder()
                .launchTemplates(
                        page.rows().stream().map(TemplateShapes::template).toList())
                .nextToken(page.nextToken())
                .build();
    }
}
