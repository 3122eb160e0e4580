package io.moorage.logs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.logs.DescribeLogGroupsRequest;
import io.moorage.awsmodels.logs.DescribeLogGroupsResponse;
import io.moorage.awsmodels.logs.LogsOperations;
import io.moorage.base.Page;
import io.moorage.model.logs.LogGroup;
import io.moorage.store.LogsTables;
import io.moorage.store.ReadView;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Log groups by the beginning of their names, or a part of it. */
record DescribeLogGroups(Logs logs) implements Action<DescribeLogGroupsRequest, DescribeLogGroupsResponse> {
    @Override
    public Operation<DescribeLogGroupsRequest, DescribeLogGroupsResponse> operation() {
        return LogsOperations.DESCRIBE_LOG_GROUPS;
    }

    @Override
    public List<String> resources(DescribeLogGroupsRequest input, RequestContext context) {
        return Logs.permitted(context, "");
    }

    @Override
    public DescribeLogGroupsResponse handle(DescribeLogGroupsRequest input, RequestContext context) {
        if (!input.accountIdentifiers().isEmpty() || Boolean.TRUE.equals(input.includeLinkedAccounts())) {
            throw Refusal.unsupported("log groups of other accounts");
        }
        if (input.logGroupNamePrefix() != null && input.logGroupNamePattern() != null) {
            throw Refusal.invalid("logGroupNamePrefix and logGroupNamePattern are mutually exclusive parameters.");
        }
        ReadView view = logs.view();
        List<LogGroup> rows = view.all(LogsTables.GROUPS).stream()
                .filter(each ->
                        input.logGroupNamePrefix() == null || each.name().startsWith(input.logGroupNamePrefix()))
                .filter(each -> input.logGroupNamePattern() == null
                        || each.name()
                                .toLowerCase(Locale.ROOT)
                                .contains(input.logGroupNamePattern().toLowerCase(Locale.ROOT)))
                .filter(each ->
                        input.logGroupClass() == null || input.logGroupClass().equals("STANDARD"))
                .sorted(Comparator.comparing(LogGroup::name))
                .toList();
        Page<LogGroup> page = Pages.of(rows, LogGroup::name, input.nextToken(), input.limit());
        return DescribeLogGroupsResponse.builder()
                .logGroups(page.map(each -> LogShapes.group(logs, view, each, context))
                        .items())
                .nextToken(page.next().orElse(null))
                .build();
    }
}
