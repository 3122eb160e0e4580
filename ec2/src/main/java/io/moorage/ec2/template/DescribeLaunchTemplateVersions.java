package io.moorage.ec2.template;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DescribeLaunchTemplateVersionsRequest;
import io.moorage.awsmodels.ec2.DescribeLaunchTemplateVersionsResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Filters;
import io.moorage.ec2.api.Page;
import io.moorage.model.ec2.LaunchTemplate;
import io.moorage.model.ec2.LaunchTemplateData;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import java.util.List;
import java.util.stream.Stream;

/** Versions of a launch template; without one, the default or latest of every template. */
public record DescribeLaunchTemplateVersions(Ec2 ec2)
        implements Action<DescribeLaunchTemplateVersionsRequest, DescribeLaunchTemplateVersionsResult> {
    @Override
    public Operation<DescribeLaunchTemplateVersionsRequest, DescribeLaunchTemplateVersionsResult> operation() {
        return Ec2Operations.DESCRIBE_LAUNCH_TEMPLATE_VERSIONS;
    }

    private record Row(LaunchTemplate template, LaunchTemplate.Version version) {
        LaunchTemplateData data() {
            return version.data();
        }

        String order() {
            return template.id() + " %019d".formatted(Long.MAX_VALUE - version.number());
        }
    }

    private static final Filters<Row> FILTERS = Filters.<Row>onTags(
                    each -> each.template().tags())
            .flag(
                    "is-default-version",
                    each -> each.version().number() == each.template().defaultVersion())
            .by("create-time", each -> Filters.time(each.version().created()))
            .byOptional("image-id", each -> each.data().imageId())
            .byOptional("instance-type", each -> each.data().instanceType())
            .byOptional("iam-instance-profile", each -> each.data().profileArn().or(() -> each.data()
                    .profileName()))
            .byOptional("ebs-optimized", each -> each.data().ebsOptimized().map(String::valueOf))
            .byOptional("http-tokens", each -> each.data().httpTokens())
            .byOptional("http-endpoint", each -> each.data().metadata().endpoint())
            .none("http-protocol-ipv4", "host-resource-group-arn", "kernel-id", "license-configuration-arn")
            .none("network-card-index", "ram-disk-id");

    @Override
    public DescribeLaunchTemplateVersionsResult handle(
            DescribeLaunchTemplateVersionsRequest input, RequestContext context) {
        Ec2Errors.refuseDryRun(input.dryRun());
        List<Row> rows = rows(ec2.view(), input).stream()
                .filter(each -> input.minVersion() == null
                        || each.version().number() >= number(each.template(), input.minVersion()))
                .filter(each -> input.maxVersion() == null
                        || each.version().number() <= number(each.template(), input.maxVersion()))
                .toList();
        Page<Row> page =
                Page.of(FILTERS.keep(input.filters(), rows), Row::order, input.maxResults(), input.nextToken());
        return DescribeLaunchTemplateVersionsResult.builder()
                .launchTemplateVersions(page.rows().stream()
                        .map(each -> TemplateShapes.version(each.template(), each.version()))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static long number(LaunchTemplate template, String version) {
        return Templates.version(template, version).number();
    }

    private static List<Row> rows(ReadView view, DescribeLaunchTemplateVersionsRequest input) {
        if (input.launchTemplateId() == null && input.launchTemplateName() == null) {
            if (input.versions().isEmpty()) {
                throw Ec2Errors.missing("LaunchTemplateId or LaunchTemplateName");
            }
            return view.all(Ec2Tables.LAUNCH_TEMPLATES).stream()
                    .flatMap(each -> chosen(each, input.versions()))
                    .toList();
        }
        LaunchTemplate template = Templates.named(view, input.launchTemplateId(), input.launchTemplateName());
        return input.versions().isEmpty()
                ? template.versions().stream()
                        .map(each -> new Row(template, each))
                        .toList()
                : chosen(template, input.versions()).toList();
    }

    private static Stream<Row> chosen(LaunchTemplate template, List<String> versions) {
        return versions.stream()
                .map(each -> new Row(template, Templates.version(template, each)))
                .distinct();
    }
}
