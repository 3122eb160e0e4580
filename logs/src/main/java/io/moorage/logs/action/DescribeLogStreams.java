package io.moorage.logs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.logs.DescribeLogStreamsRequest;
import io.moorage.awsmodels.logs.DescribeLogStreamsResponse;
import io.moorage.awsmodels.logs.LogsOperations;
import io.moorage.logs.event.EventFiles;
import io.moorage.model.logs.LogGroup;
import io.moorage.model.logs.LogStream;
import java.util.Comparator;
import java.util.List;

/** Streams of a group, by their names or by when they last had an event. */
record DescribeLogStreams(Logs logs) implements Action<DescribeLogStreamsRequest, DescribeLogStreamsResponse> {
    @Override
    public Operation<DescribeLogStreamsRequest, DescribeLogStreamsResponse> operation() {
        return LogsOperations.DESCRIBE_LOG_STREAMS;
    }

    @Override
    public List<String> resources(DescribeLogStreamsRequest input, RequestContext context) {
        return Logs.permitted(context, Logs.groupName(input.logGroupName(), input.logGroupIdentifier()));
    }

    @Override
    public DescribeLogStreamsResponse handle(DescribeLogStreamsRequest input, RequestContext context) {
        boolean byTime = "LastEventTime".equals(input.orderBy());
        if (byTime && input.logStreamNamePrefix() != null) {
            throw Refusal.invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
        }
        LogGroup group = Logs.group(logs.view(), Logs.groupName(input.logGroupName(), input.logGroupIdentifier()));
        record Row(LogStream stream, String key) {}
        boolean descending = Boolean.TRUE.equals(input.descending());
        List<Row> rows = Logs.streams(logs.view(), group.name()).stream()
                .filter(each ->
                        input.logStreamNamePrefix() == null || each.name().startsWith(input.logStreamNamePrefix()))
                .map(each -> new Row(each, (byTime ? "%019d".formatted(last(each)) : "") + each.name()))
                .sorted(Comparator.comparing(Row::key))
                .toList();
        List<Row> ordered = descending ? rows.reversed() : rows;
        int from = input.nextToken() == null
                ? 0
                : after(ordered.stream().map(Row::key).toList(), input.nextToken());
        int limit = input.limit() == null ? MOST : input.limit();
        List<Row> page = ordered.stream().skip(from).limit(limit).toList();
        boolean more = from + page.size() < ordered.size();
        return DescribeLogStreamsResponse.builder()
                .logStreams(page.stream()
                        .map(each -> LogShapes.stream(logs, each.stream(), context))
                        .toList())
                .nextToken(more ? page.getLast().key() : null)
                .build();
    }

    private static final int MOST = 50;

    private long last(LogStream stream) {
        EventFiles.Summary summary = logs.events().summary(stream.id());
        return summary.any() ? Math.max(0, summary.latest()) : 0;
    }

    private static int after(List<String> keys, String token) {
        int at = keys.indexOf(token);
        if (at < 0) {
            throw Refusal.invalid("The specified nextToken is invalid.");
        }
        return at + 1;
    }
}
