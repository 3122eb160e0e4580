package io.moorage.cloudformation.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.permission.Inputs;
import io.moorage.awsmodels.StructureShape;
import io.moorage.awsmodels.cloudformation.Parameter;
import io.moorage.awsmodels.cloudformation.Tag;
import io.moorage.model.cloudformation.Definition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of the stack it wants: {@code CreateStack}, {@code UpdateStack} and {@code CreateChangeSet} say it in members
 * of the same names, of which each has some.
 *
 * @param tags without those that CloudFormation itself gives a nested stack
 * @param previous what the stack was last asked to be; a request may leave out what shall stay
 */
record Given(
        @Nullable String templateBody,
        @Nullable String templateUrl,
        boolean usePreviousTemplate,
        List<Parameter> parameters,
        List<Tag> tags,
        boolean hasTags,
        List<String> capabilities,
        @Nullable String roleArn,
        List<String> notificationArns,
        boolean hasNotificationArns,
        List<String> resourceTypes,
        @Nullable Integer timeoutMinutes,
        boolean disableRollback,
        boolean retainExceptOnCreate,
        Optional<Definition> previous) {
    private static final String TAGS = "Tags";
    private static final String NOTIFICATIONS = "NotificationARNs";

    static <I> Given of(StructureShape<I> shape, I input, Optional<Definition> previous, RequestContext context) {
        return new Given(
                text(shape, input, "TemplateBody"),
                text(shape, input, "TemplateURL"),
                flag(shape, input, "UsePreviousTemplate"),
                Inputs.list(shape, input, "Parameters", Parameter.class),
                withoutReserved(Inputs.list(shape, input, TAGS, Tag.class), context),
                Inputs.member(shape, input, TAGS).isPresent(),
                Inputs.texts(shape, input, "Capabilities"),
                text(shape, input, "RoleARN"),
                Inputs.texts(shape, input, NOTIFICATIONS),
                Inputs.member(shape, input, NOTIFICATIONS).isPresent(),
                Inputs.texts(shape, input, "ResourceTypes"),
                Inputs.member(shape, input, "TimeoutInMinutes")
                        .map(Integer.class::cast)
                        .orElse(null),
                flag(shape, input, "DisableRollback") || doesNothing(shape, input),
                flag(shape, input, "RetainExceptOnCreate"),
                previous);
    }

    private static <I> boolean doesNothing(StructureShape<I> shape, I input) {
        return "DO_NOTHING".equals(text(shape, input, "OnFailure"))
                || "DO_NOTHING".equals(text(shape, input, "OnStackFailure"));
    }

    private static <I> @Nullable String text(StructureShape<I> shape, I input, String member) {
        return Inputs.member(shape, input, member).map(String.class::cast).orElse(null);
    }

    private static <I> boolean flag(StructureShape<I> shape, I input, String member) {
        return Inputs.member(shape, input, member).filter(Boolean.TRUE::equals).isPresent();
    }

    private static List<Tag> withoutReserved(List<Tag> given, RequestContext context) {
        return context.calledVia().isEmpty()
                ? given
                : given.stream().filter(each -> !each.key().startsWith("aws:")).toList();
    }
}
