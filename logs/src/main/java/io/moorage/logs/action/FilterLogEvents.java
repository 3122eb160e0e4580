package io.moorage.logs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.logs.FilterLogEventsRequest;
import io.moorage.awsmodels.logs.FilterLogEventsResponse;
import io.moorage.awsmodels.logs.FilteredLogEvent;
import io.moorage.awsmodels.logs.LogsOperations;
import io.moorage.logs.event.Window;
import io.moorage.logs.filter.FilterPattern;
import io.moorage.model.logs.LogGroup;
import io.moorage.model.logs.LogStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Events of a group that match a pattern, in the order in which they happened. */
record FilterLogEvents(Logs logs) implements Action<FilterLogEventsRequest, FilterLogEventsResponse> {
    @Override
    public Operation<FilterLogEventsRequest, FilterLogEventsResponse> operation() {
        return LogsOperations.FILTER_LOG_EVENTS;
    }

    @Override
    public List<String> resources(FilterLogEventsRequest input, RequestContext context) {
        return Logs.permitted(context, Logs.groupName(input.logGroupName(), input.logGroupIdentifier()));
    }

    @Override
    public FilterLogEventsResponse handle(FilterLogEventsRequest input, RequestContext context) {
        if (!input.logStreamNames().isEmpty() && input.logStreamNamePrefix() != null) {
            throw Refusal.invalid("logStreamNamePrefix and logStreamNames are mutually exclusive parameters.");
        }
        LogGroup group = Logs.group(logs.view(), Logs.groupName(input.logGroupName(), input.logGroupIdentifier()));
        Predicate<String> matches = pattern(input.filterPattern());
        Optional<Window.Position> after = Optional.ofNullable(input.nextToken()).map(FilterLogEvents::position);
        Window window = Window.first(input.limit() == null ? MOST : input.limit(), after);
        long from = Math.max(
                group.keptSince(context.now()).toEpochMilli(), input.startTime() == null ? 0 : input.startTime());
        long to = input.endTime() == null ? Long.MAX_VALUE : input.endTime() + 1;
        streams(group, input).forEach(stream -> logs.events().read(stream.id(), from, to, event -> {
            if (matches.test(event.message())) {
                window.offer(new Window.Found(stream.name(), event));
            }
        }));
        List<Window.Found> found = window.events();
        return FilterLogEventsResponse.builder()
                .events(found.stream().map(FilterLogEvents::shape).toList())
                .searchedLogStreams(List.of())
                .nextToken(window.isFull(found) ? token(found.getLast().position()) : null)
                .build();
    }

    private static final int MOST = 10_000;

    private List<LogStream> streams(LogGroup group, FilterLogEventsRequest input) {
        if (!input.logStreamNames().isEmpty()) {
            return input.logStreamNames().stream()
                    .map(each -> Logs.stream(logs.view(), group.name(), each))
                    .toList();
        }
        return Logs.streams(logs.view(), group.name()).stream()
                .filter(each ->
                        input.logStreamNamePrefix() == null || each.name().startsWith(input.logStreamNamePrefix()))
                .toList();
    }

    private static Predicate<String> pattern(@Nullable String text) {
        try {
            return FilterPattern.parse(text == null ? "" : text);
        } catch (FilterPattern.InvalidPatternException e) {
            throw Refusal.invalid("Invalid filter pattern: " + e.getMessage());
        }
    }

    private static FilteredLogEvent shape(Window.Found found) {
        return FilteredLogEvent.builder()
                .logStreamName(found.stream())
                .timestamp(found.event().timestamp())
                .message(found.event().message())
                .ingestionTime(found.event().ingested())
                .eventId("%019d%037d"
                        .formatted(found.event().timestamp(), found.event().sequence()))
                .build();
    }

    private static String token(Window.Position at) {
        String text = at.timestamp() + "/" + at.sequence() + "/" + at.stream();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Window.Position position(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            String[] parts = text.split("/", 3);
            return new Window.Position(Long.parseLong(parts[0]), parts[2], Long.parseLong(parts[1]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw Refusal.invalid("The specified nextToken is invalid.");
        }
    }
}
