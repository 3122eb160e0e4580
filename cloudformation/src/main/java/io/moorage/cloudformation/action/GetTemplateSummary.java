package io.moorage.cloudformation.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.GetTemplateSummaryInput;
import io.moorage.awsmodels.cloudformation.GetTemplateSummaryOutput;
import io.moorage.awsmodels.cloudformation.ParameterConstraints;
import io.moorage.cloudformation.template.ParameterDeclaration;
import io.moorage.cloudformation.template.Template;
import java.util.List;
import java.util.Optional;

/** What a template asks for and what it makes. */
record GetTemplateSummary(Cfn cfn) implements Action<GetTemplateSummaryInput, GetTemplateSummaryOutput> {
    @Override
    public Operation<GetTemplateSummaryInput, GetTemplateSummaryOutput> operation() {
        return CloudformationOperations.GET_TEMPLATE_SUMMARY;
    }

    @Override
    public List<String> resources(GetTemplateSummaryInput input, RequestContext context) {
        return input.stackName() == null ? List.of("*") : cfn.resource(input.stackName(), context);
    }

    @Override
    public GetTemplateSummaryOutput handle(GetTemplateSummaryInput input, RequestContext context) {
        Optional<String> stack = Optional.ofNullable(input.stackName())
                .map(name -> Cfn.require(cfn.store().view(), name).goal().templateBody());
        if (input.stackSetName() != null) {
            throw Errors.unsupported("A stack set");
        }
        Template template = new Definitions(cfn)
                .template(input.templateBody(), input.templateURL(), stack)
                .template();
        Optional<String> capability = Capabilities.needed(template, cfn.types());
        return GetTemplateSummaryOutput.builder()
                .description(template.description().isEmpty() ? null : template.description())
                .parameters(template.parameters().values().stream()
                        .map(GetTemplateSummary::parameter)
                        .toList())
                .capabilities(capability.map(List::of).orElse(null))
                .capabilitiesReason(
                        capability.map(each -> Capabilities.reason(template)).orElse(null))
                .resourceTypes(template.resources().values().stream()
                        .map(each -> each.type())
                        .distinct()
                        .sorted()
                        .toList())
                .version("2010-09-09")
                .metadata(template.metadata().isObject() ? template.metadata().toString() : null)
                .build();
    }

    private static io.moorage.awsmodels.cloudformation.ParameterDeclaration parameter(ParameterDeclaration each) {
        return io.moorage.awsmodels.cloudformation.ParameterDeclaration.builder()
                .parameterKey(each.name())
                .parameterType(each.type().text())
                .defaultValue(each.defaultValue().orElse(null))
                .noEcho(each.noEcho())
                .description(each.description().isEmpty() ? null : each.description())
                .parameterConstraints(ParameterConstraints.builder()
                        .allowedValues(each.allowedValues().isEmpty() ? null : each.allowedValues())
                        .build())
                .build();
    }
}
