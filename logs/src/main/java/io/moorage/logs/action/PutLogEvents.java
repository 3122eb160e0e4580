package io.moorage.logs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.logs.InputLogEvent;
import io.moorage.awsmodels.logs.LogsOperations;
import io.moorage.awsmodels.logs.PutLogEventsRequest;
import io.moorage.awsmodels.logs.PutLogEventsResponse;
import io.moorage.awsmodels.logs.RejectedLogEventsInfo;
import io.moorage.logs.event.EventFiles;
import io.moorage.logs.event.LogEvent;
import io.moorage.model.logs.LogGroup;
import io.moorage.model.logs.LogStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Adds events to a stream; they are durable when it answers. */
record PutLogEvents(Logs logs) implements Action<PutLogEventsRequest, PutLogEventsResponse> {
    @Override
    public Operation<PutLogEventsRequest, PutLogEventsResponse> operation() {
        return LogsOperations.PUT_LOG_EVENTS;
    }

    @Override
    public List<String> resources(PutLogEventsRequest input, RequestContext context) {
        return List.of(Logs.streamArn(context, input.logGroupName(), input.logStreamName()));
    }

    @Override
    public PutLogEventsResponse handle(PutLogEventsRequest input, RequestContext context) {
        LogGroup group = Logs.group(logs.view(), input.logGroupName());
        LogStream stream = Logs.stream(logs.view(), group.name(), input.logStreamName());
        List<InputLogEvent> events = input.logEvents();
        check(events);
        long now = context.now().toEpochMilli();
        long oldest = now - OLDEST.toMillis();
        long kept = group.keptSince(context.now()).toEpochMilli();
        long newest = now + NEWEST.toMillis();
        int tooOld = count(events, oldest);
        int expired = count(events, kept);
        int tooNew = count(events, newest + 1);
        List<EventFiles.New> accepted = events.stream()
                .filter(each -> each.timestamp() >= Math.max(oldest, kept) && each.timestamp() <= newest)
                .map(each -> new EventFiles.New(each.timestamp(), each.message()))
                .toList();
        long last;
        try {
            last = accepted.isEmpty()
                    ? logs.events().summary(stream.id()).lastSequence()
                    : logs.events().append(stream.id(), accepted, now);
        } catch (IOException e) {
            throw new AwsException(
                    LogsOperations.ERROR_SERVICE_UNAVAILABLE_EXCEPTION,
                    "The events could not be written: " + e.getMessage());
        }
        if (!accepted.isEmpty()) {
            logs.written().run();
        }
        boolean rejected = accepted.size() < events.size();
        return PutLogEventsResponse.builder()
                .nextSequenceToken(sequenceToken(last))
                .rejectedLogEventsInfo(
                        rejected
                                ? RejectedLogEventsInfo.builder()
                                        .tooOldLogEventEndIndex(tooOld > 0 ? tooOld : null)
                                        .expiredLogEventEndIndex(expired > 0 ? expired : null)
                                        .tooNewLogEventStartIndex(tooNew < events.size() ? tooNew : null)
                                        .build()
                                : null)
                .build();
    }

    /** API reference, {@code PutLogEvents}. */
    private static final Duration OLDEST = Duration.ofDays(14);

    private static final Duration NEWEST = Duration.ofHours(2);
    private static final Duration LONGEST_BATCH = Duration.ofHours(24);
    private static final int LARGEST_BATCH = 1_048_576;
    private static final int LARGEST_EVENT = 262_144;

    private static void check(List<InputLogEvent> events) {
        long before = Long.MIN_VALUE;
        long bytes = 0;
        for (InputLogEvent each : events) {
            if (each.timestamp() < before) {
                throw Refusal.invalid("Log events in a single PutLogEvents request must be in chronological order.");
            }
            before = each.timestamp();
            int size = each.message().getBytes(StandardCharsets.UTF_8).length + LogEvent.OVERHEAD_BYTES;
            if (size > LARGEST_EVENT) {
                throw Refusal.invalid("Log event too large: " + size + " bytes exceeds limit of " + LARGEST_EVENT);
            }
            bytes += size;
        }
        if (bytes > LARGEST_BATCH) {
            throw Refusal.invalid("Upload too large: " + bytes + " bytes exceeds limit of " + LARGEST_BATCH);
        }
        if (before - events.getFirst().timestamp() > LONGEST_BATCH.toMillis()) {
            throw Refusal.invalid(
                    "The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
        }
    }

    /** How many events, from the first, happened before. */
    private static int count(List<InputLogEvent> events, long before) {
        return (int) events.stream().filter(each -> each.timestamp() < before).count();
    }

    /** Nobody needs it any more; old clients expect one. */
    static String sequenceToken(long sequence) {
        return "%056d".formatted(sequence);
    }
}
