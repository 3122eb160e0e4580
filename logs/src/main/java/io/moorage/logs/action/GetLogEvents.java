package io.moorage.logs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.logs.GetLogEventsRequest;
import io.moorage.awsmodels.logs.GetLogEventsResponse;
import io.moorage.awsmodels.logs.LogsOperations;
import io.moorage.awsmodels.logs.OutputLogEvent;
import io.moorage.logs.event.Window;
import io.moorage.model.logs.LogGroup;
import io.moorage.model.logs.LogStream;
import java.util.List;
import java.util.Optional;

/** Events of one stream, in their order: from its end backwards, unless it is said otherwise. */
record GetLogEvents(Logs logs) implements Action<GetLogEventsRequest, GetLogEventsResponse> {
    @Override
    public Operation<GetLogEventsRequest, GetLogEventsResponse> operation() {
        return LogsOperations.GET_LOG_EVENTS;
    }

    @Override
    public List<String> resources(GetLogEventsRequest input, RequestContext context) {
        return List.of(Logs.streamArn(
                context, Logs.groupName(input.logGroupName(), input.logGroupIdentifier()), input.logStreamName()));
    }

    @Override
    public GetLogEventsResponse handle(GetLogEventsRequest input, RequestContext context) {
        LogGroup group = Logs.group(logs.view(), Logs.groupName(input.logGroupName(), input.logGroupIdentifier()));
        LogStream stream = Logs.stream(logs.view(), group.name(), input.logStreamName());
        Optional<EventToken> token = Optional.ofNullable(input.nextToken()).map(EventToken::read);
        Optional<Window.Position> bound = token.map(each -> each.position(stream.name()));
        boolean forward = token.map(EventToken::forward).orElse(Boolean.TRUE.equals(input.startFromHead()));
        int limit = input.limit() == null ? MOST : input.limit();
        Window window = forward ? Window.first(limit, bound) : Window.last(limit, bound);
        long kept = group.keptSince(context.now()).toEpochMilli();
        logs.events()
                .read(
                        stream.id(),
                        Math.max(kept, input.startTime() == null ? 0 : input.startTime()),
                        input.endTime() == null ? Long.MAX_VALUE : input.endTime(),
                        event -> window.offer(new Window.Found(stream.name(), event)));
        List<Window.Found> found = window.events();
        EventToken none = token.orElse(new EventToken(true, forward ? 0 : Long.MAX_VALUE, 0));
        return GetLogEventsResponse.builder()
                .events(found.stream()
                        .map(each -> OutputLogEvent.builder()
                                .timestamp(each.event().timestamp())
                                .message(each.event().message())
                                .ingestionTime(each.event().ingested())
                                .build())
                        .toList())
                .nextForwardToken((found.isEmpty() ? none : EventToken.at(found.getLast())).text(true))
                .nextBackwardToken((found.isEmpty() ? none : EventToken.at(found.getFirst())).text(false))
                .build();
    }

    private static final int MOST = 10_000;
}
