package io.moorage.cloudformation.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.TemplateParameter;
import io.moorage.awsmodels.cloudformation.ValidateTemplateInput;
import io.moorage.awsmodels.cloudformation.ValidateTemplateOutput;
import io.moorage.cloudformation.template.Template;
import java.util.List;
import java.util.Optional;

/** Whether a template can be read and meant, and what it asks for. */
record ValidateTemplate(Cfn cfn) implements Action<ValidateTemplateInput, ValidateTemplateOutput> {
    @Override
    public Operation<ValidateTemplateInput, ValidateTemplateOutput> operation() {
        return CloudformationOperations.VALIDATE_TEMPLATE;
    }

    @Override
    public ValidateTemplateOutput handle(ValidateTemplateInput input, RequestContext context) {
        Template template = new Definitions(cfn)
                .template(input.templateBody(), input.templateURL(), Optional.empty())
                .template();
        Optional<String> capability = Capabilities.needed(template, cfn.types());
        return ValidateTemplateOutput.builder()
                .description(template.description().isEmpty() ? null : template.description())
                .parameters(template.parameters().values().stream()
                        .map(each -> TemplateParameter.builder()
                                .parameterKey(each.name())
                                .defaultValue(each.defaultValue().orElse(null))
                                .noEcho(each.noEcho())
                                .description(each.description().isEmpty() ? null : each.description())
                                .build())
                        .toList())
                .capabilities(capability.map(List::of).orElse(null))
                .capabilitiesReason(
                        capability.map(each -> Capabilities.reason(template)).orElse(null))
                .build();
    }
}
