package io.moorage.cloudformation.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.ListImportsInput;
import io.moorage.awsmodels.cloudformation.ListImportsOutput;
import io.moorage.base.Page;
import io.moorage.cloudformation.engine.Exports;
import java.util.List;

/** Which stacks import an export. */
record ListImports(Cfn cfn) implements Action<ListImportsInput, ListImportsOutput> {
    @Override
    public Operation<ListImportsInput, ListImportsOutput> operation() {
        return CloudformationOperations.LIST_IMPORTS;
    }

    @Override
    public ListImportsOutput handle(ListImportsInput input, RequestContext context) {
        List<String> importers = new Exports(cfn.store().view()).importers(input.exportName());
        if (importers.isEmpty()) {
            throw Errors.validation("Export '" + input.exportName() + "' is not imported by any stack.");
        }
        Page<String> page = Pages.of(importers, each -> each, input.nextToken());
        return ListImportsOutput.builder()
                .imports(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }
}
