package io.moorage.cloudformation.types.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.ec2.CreateLaunchTemplateRequest;
import io.moorage.awsmodels.ec2.CreateLaunchTemplateVersionRequest;
import io.moorage.awsmodels.ec2.DeleteLaunchTemplateRequest;
import io.moorage.awsmodels.ec2.DescribeLaunchTemplatesRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.LaunchTemplate;
import io.moorage.awsmodels.ec2.Tag;
import io.moorage.awsmodels.ec2.TagSpecification;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Shapes;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** {@code AWS::EC2::LaunchTemplate}: a change of its data is another version of it. */
public final class LaunchTemplateType implements ResourceType {
    private static final int LONGEST_NAME = 128;
    private static final String WORD = "launch-template";
    private static final String NAME = "LaunchTemplateName";
    private static final String TAGS = "TagSpecifications";

    private static final Schema SCHEMA = Schema.of("AWS::EC2::LaunchTemplate", CreateLaunchTemplateRequest.SHAPE)
            .replaced(NAME, TAGS)
            .inPlace("LaunchTemplateData", "VersionDescription")
            .required("LaunchTemplateData")
            .named(NAME)
            .attributes("LaunchTemplateId", "LatestVersionNumber", "DefaultVersionNumber")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String create(Wanted wanted, Aws aws) {
        return Ec2Tags.once(
                wanted,
                filters -> describe(DescribeLaunchTemplatesRequest.builder().filters(filters), aws)
                        .map(LaunchTemplate::launchTemplateId),
                () -> Aws.answered(aws.call(
                                        Ec2Operations.CREATE_LAUNCH_TEMPLATE,
                                        wanted.read(CreateLaunchTemplateRequest.SHAPE, NAME, TAGS).toBuilder()
                                                .launchTemplateName(wanted.name(LONGEST_NAME))
                                                .tagSpecifications(tags(wanted))
                                                .build())
                                .launchTemplate())
                        .launchTemplateId());
    }

    /** What the template says, and the stack's own. */
    private static List<TagSpecification> tags(Wanted wanted) {
        List<Tag> tags = new ArrayList<>(Ec2Tags.of(wanted, WORD).getFirst().tags());
        for (JsonNode each : wanted.list(TAGS)) {
            TagSpecification given = Shapes.read(TagSpecification.SHAPE, each, TAGS);
            given.tags().forEach(tag -> {
                tags.removeIf(present -> Objects.equals(present.key(), tag.key()));
                tags.add(tag);
            });
        }
        return List.of(TagSpecification.builder().resourceType(WORD).tags(tags).build());
    }

    private static Stream<LaunchTemplate> describe(DescribeLaunchTemplatesRequest.Builder request, Aws aws) {
        return aws.call(Ec2Operations.DESCRIBE_LAUNCH_TEMPLATES, request.build()).launchTemplates().stream();
    }

    /** A version that a repeated call makes once more has the same data. */
    @Override
    public Progress update(String id, Wanted before, Wanted after, Aws aws) {
        aws.call(
                Ec2Operations.CREATE_LAUNCH_TEMPLATE_VERSION,
                after.read(CreateLaunchTemplateVersionRequest.SHAPE, NAME, TAGS).toBuilder()
                        .launchTemplateId(id)
                        .build());
        return Progress.DONE;
    }

    @Override
    public Progress delete(String id, Wanted last, Aws aws) {
        aws.unless(
                Set.of("InvalidLaunchTemplateId.NotFound"),
                Ec2Operations.DELETE_LAUNCH_TEMPLATE,
                DeleteLaunchTemplateRequest.builder().launchTemplateId(id).build());
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String id, Wanted wanted, Aws aws) {
        LaunchTemplate now = describe(DescribeLaunchTemplatesRequest.builder().launchTemplateIds(List.of(id)), aws)
                .findFirst()
                .orElseThrow();
        return Map.of(
                "LaunchTemplateId",
                Values.text(id),
                "LatestVersionNumber",
                Values.text(String.valueOf(now.latestVersionNumber())),
                "DefaultVersionNumber",
                Values.text(String.valueOf(now.defaultVersionNumber())));
    }
}
