package io.moorage.cloudformation.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.Export;
import io.moorage.awsmodels.cloudformation.ListExportsInput;
import io.moorage.awsmodels.cloudformation.ListExportsOutput;
import io.moorage.base.Page;
import io.moorage.cloudformation.engine.Exports;

/** What stacks export. */
record ListExports(Cfn cfn) implements Action<ListExportsInput, ListExportsOutput> {
    @Override
    public Operation<ListExportsInput, ListExportsOutput> operation() {
        return CloudformationOperations.LIST_EXPORTS;
    }

    @Override
    public ListExportsOutput handle(ListExportsInput input, RequestContext context) {
        Page<Exports.Export> page =
                Pages.of(new Exports(cfn.store().view()).all(), Exports.Export::name, input.nextToken());
        return ListExportsOutput.builder()
                .exports(page.items().stream()
                        .map(each -> Export.builder()
                                .exportingStackId(each.stack().id())
                                .name(each.name())
                                .value(each.output().value())
                                .build())
                        .toList())
                .nextToken(page.next().orElse(null))
                .build();
    }
}
