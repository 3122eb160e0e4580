package io.moorage.cloudformation.action;

import io.moorage.awsapi.TagShape;
import io.moorage.awsmodels.cloudformation.Output;
import io.moorage.awsmodels.cloudformation.Parameter;
import io.moorage.awsmodels.cloudformation.RollbackConfiguration;
import io.moorage.awsmodels.cloudformation.StackDriftInformation;
import io.moorage.awsmodels.cloudformation.StackDriftInformationSummary;
import io.moorage.awsmodels.cloudformation.StackResourceDetail;
import io.moorage.awsmodels.cloudformation.StackResourceDriftInformation;
import io.moorage.awsmodels.cloudformation.StackResourceDriftInformationSummary;
import io.moorage.awsmodels.cloudformation.StackResourceSummary;
import io.moorage.awsmodels.cloudformation.StackSummary;
import io.moorage.awsmodels.cloudformation.Tag;
import io.moorage.cloudformation.template.InvalidTemplateException;
import io.moorage.cloudformation.template.ParameterDeclaration;
import io.moorage.cloudformation.template.Template;
import io.moorage.model.cloudformation.Definition;
import io.moorage.model.cloudformation.ResourceDrift;
import io.moorage.model.cloudformation.Stack;
import io.moorage.model.cloudformation.StackEvent;
import io.moorage.model.cloudformation.StackResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows as the API describes them. */
final class Descriptions {
    private static final String HIDDEN = "****";
    private static final String NOT_CHECKED = "NOT_CHECKED";
    private static final TagShape<Tag> TAGS = new TagShape<>(Tag::key, Tag::value, Tag::new);

    private final Cfn cfn;

    Descriptions(Cfn cfn) {
        this.cfn = cfn;
    }

    io.moorage.awsmodels.cloudformation.Stack stack(Stack stack) {
        Definition definition = stack.goal();
        Template template = template(definition);
        return io.moorage.awsmodels.cloudformation.Stack.builder()
                .stackId(stack.id())
                .stackName(stack.name())
                .changeSetId(stack.changeSetId().orElse(null))
                .description(template.description().isEmpty() ? null : template.description())
                .parameters(parameters(definition))
                .creationTime(stack.created())
                .lastUpdatedTime(stack.updated().orElse(null))
                .deletionTime(stack.deleted().orElse(null))
                .rollbackConfiguration(RollbackConfiguration.builder().build())
                .stackStatus(stack.status().name())
                .stackStatusReason(stack.reason().orElse(null))
                .disableRollback(definition.disableRollback())
                .notificationARNs(definition.notificationArns())
                .timeoutInMinutes(definition.timeoutMinutes().orElse(null))
                .capabilities(definition.capabilities().isEmpty() ? null : definition.capabilities())
                .outputs(stack.outputs().stream().map(Descriptions::output).toList())
                .roleARN(definition.roleArn().orElse(null))
                .tags(tags(definition.tags()))
                .enableTerminationProtection(stack.terminationProtected())
                .parentId(stack.parentId().orElse(null))
                .rootId(stack.rootId().orElse(null))
                .driftInformation(StackDriftInformation.builder()
                        .stackDriftStatus(driftStatus(stack))
                        .lastCheckTimestamp(
                                stack.drift().map(Stack.Drift::checked).orElse(null))
                        .build())
                .build();
    }

    private static String driftStatus(Stack stack) {
        return stack.drift()
                .map(drift -> drift.drifted() > 0 ? "DRIFTED" : "IN_SYNC")
                .orElse(NOT_CHECKED);
    }

    private Template template(Definition definition) {
        try {
            return cfn.templates().read(definition.templateBody());
        } catch (InvalidTemplateException e) {
            throw new IllegalStateException("a stack has a template that this version of Moorage refuses", e);
        }
    }

    /** What a template keeps from view is not shown. */
    List<Parameter> parameters(Definition definition) {
        Map<String, ParameterDeclaration> declared = template(definition).parameters();
        return definition.parameters().stream()
                .map(each -> {
                    ParameterDeclaration parameter = declared.get(each.name());
                    boolean hidden = parameter != null && parameter.noEcho();
                    boolean stored = parameter != null && parameter.type().fromStore();
                    return Parameter.builder()
                            .parameterKey(each.name())
                            .parameterValue(hidden ? HIDDEN : each.value())
                            .resolvedValue(stored && !hidden ? each.resolved() : null)
                            .build();
                })
                .toList();
    }

    static List<Tag> tags(Map<String, String> tags) {
        return TAGS.list(tags);
    }

    private static Output output(io.moorage.model.cloudformation.Output each) {
        return Output.builder()
                .outputKey(each.name())
                .outputValue(each.value())
                .description(each.description().isEmpty() ? null : each.description())
                .exportName(each.exportName().orElse(null))
                .build();
    }

    StackSummary summary(Stack stack) {
        Template template = template(stack.goal());
        return StackSummary.builder()
                .stackId(stack.id())
                .stackName(stack.name())
                .templateDescription(template.description().isEmpty() ? null : template.description())
                .creationTime(stack.created())
                .lastUpdatedTime(stack.updated().orElse(null))
                .deletionTime(stack.deleted().orElse(null))
                .stackStatus(stack.status().name())
                .stackStatusReason(stack.reason().orElse(null))
                .parentId(stack.parentId().orElse(null))
                .rootId(stack.rootId().orElse(null))
                .driftInformation(StackDriftInformationSummary.builder()
                        .stackDriftStatus(driftStatus(stack))
                        .build())
                .build();
    }

    static io.moorage.awsmodels.cloudformation.StackEvent event(Stack stack, StackEvent event) {
        String id = event.type().equals(StackEvent.STACK_TYPE)
                ? Long.toHexString(event.sequence())
                : event.logicalId() + "-" + event.status() + "-" + Long.toHexString(event.sequence());
        return io.moorage.awsmodels.cloudformation.StackEvent.builder()
                .stackId(stack.id())
                .stackName(stack.name())
                .eventId(id)
                .logicalResourceId(event.logicalId())
                .physicalResourceId(event.physicalId())
                .resourceType(event.type())
                .timestamp(event.time())
                .resourceStatus(event.status())
                .resourceStatusReason(event.reason().orElse(null))
                .resourceProperties(event.properties().orElse(null))
                .clientRequestToken(event.clientToken().orElse(null))
                .build();
    }

    static io.moorage.awsmodels.cloudformation.StackResource resource(
            Stack stack, StackResource row, Optional<ResourceDrift> drift) {
        return io.moorage.awsmodels.cloudformation.StackResource.builder()
                .stackName(stack.name())
                .stackId(stack.id())
                .logicalResourceId(row.logicalId())
                .physicalResourceId(row.physicalId().orElse(null))
                .resourceType(row.type())
                .timestamp(row.since())
                .resourceStatus(row.status().name())
                .resourceStatusReason(row.reason().orElse(null))
                .driftInformation(StackResourceDriftInformation.builder()
                        .stackResourceDriftStatus(status(drift))
                        .lastCheckTimestamp(drift.map(ResourceDrift::checked).orElse(null))
                        .build())
                .build();
    }

    private static String status(Optional<ResourceDrift> drift) {
        return drift.map(each -> each.status().name()).orElse(NOT_CHECKED);
    }

    static StackResourceDetail detail(Stack stack, StackResource row, Optional<ResourceDrift> drift) {
        return StackResourceDetail.builder()
                .stackName(stack.name())
                .stackId(stack.id())
                .logicalResourceId(row.logicalId())
                .physicalResourceId(row.physicalId().orElse(null))
                .resourceType(row.type())
                .lastUpdatedTimestamp(row.since())
                .resourceStatus(row.status().name())
                .resourceStatusReason(row.reason().orElse(null))
                .metadata(row.wish().metadata())
                .driftInformation(StackResourceDriftInformation.builder()
                        .stackResourceDriftStatus(status(drift))
                        .lastCheckTimestamp(drift.map(ResourceDrift::checked).orElse(null))
                        .build())
                .build();
    }

    static StackResourceSummary summary(StackResource row, Optional<ResourceDrift> drift) {
        return StackResourceSummary.builder()
                .logicalResourceId(row.logicalId())
                .physicalResourceId(row.physicalId().orElse(null))
                .resourceType(row.type())
                .lastUpdatedTimestamp(row.since())
                .resourceStatus(row.status().name())
                .resourceStatusReason(row.reason().orElse(null))
                .driftInformation(StackResourceDriftInformationSummary.builder()
                        .stackResourceDriftStatus(status(drift))
                        .lastCheckTimestamp(drift.map(ResourceDrift::checked).orElse(null))
                        .build())
                .build();
    }
}
