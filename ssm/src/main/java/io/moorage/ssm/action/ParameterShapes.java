package io.moorage.ssm.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.TagRules;
import io.moorage.awsapi.TagShape;
import io.moorage.awsmodels.ssm.ParameterMetadata;
import io.moorage.awsmodels.ssm.ParameterTier;
import io.moorage.awsmodels.ssm.Tag;
import io.moorage.model.ssm.Parameter;
import java.util.List;
import java.util.Map;

/** Parameters as the API shows them. */
final class ParameterShapes {
    private static final int MOST_TAGS = 50;
    private static final TagRules RULES = new TagRules(
            MOST_TAGS,
            key -> Refusal.validation("Tag keys beginning with aws: are reserved: " + key),
            key -> Refusal.validation("Duplicate tag key: " + key),
            () -> Refusal.validation("A parameter has at most " + MOST_TAGS + " tags."));

    private static final TagShape<Tag> SHAPE = new TagShape<>(Tag::key, Tag::value, Tag::new);

    private ParameterShapes() {}

    static io.moorage.awsmodels.ssm.Parameter shape(Parameter parameter, RequestContext context) {
        return io.moorage.awsmodels.ssm.Parameter.builder()
                .name(parameter.name())
                .type(parameter.type())
                .value(parameter.value())
                .version(parameter.version())
                .lastModifiedDate(parameter.modified())
                .arn(Parameters.arn(context, parameter.name()))
                .dataType(parameter.dataType())
                .build();
    }

    static ParameterMetadata metadata(Parameter parameter, RequestContext context) {
        return ParameterMetadata.builder()
                .name(parameter.name())
                .arn(Parameters.arn(context, parameter.name()))
                .type(parameter.type())
                .lastModifiedDate(parameter.modified())
                .lastModifiedUser(parameter.modifiedBy())
                .description(parameter.description().orElse(null))
                .allowedPattern(parameter.allowedPattern().orElse(null))
                .version(parameter.version())
                .tier(ParameterTier.STANDARD)
                .policies(List.of())
                .dataType(parameter.dataType())
                .build();
    }

    static List<Tag> tags(Map<String, String> tags) {
        return SHAPE.list(tags);
    }

    static Map<String, String> tagged(Map<String, String> present, List<Tag> more, RequestContext context) {
        return RULES.added(present, SHAPE.read(RULES, more, context));
    }

    /** The condition keys of a request that carries tags (Service Authorization Reference, Systems Manager). */
    static Map<String, List<String>> requested(List<Tag> tags) {
        return SHAPE.requested(tags);
    }
}
