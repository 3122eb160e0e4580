package io.moorage.logs.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Principal;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.logs.CreateLogGroupRequest;
import io.moorage.awsmodels.logs.CreateLogStreamRequest;
import io.moorage.awsmodels.logs.DeleteLogGroupRequest;
import io.moorage.awsmodels.logs.DescribeLogGroupsRequest;
import io.moorage.awsmodels.logs.DescribeLogStreamsRequest;
import io.moorage.awsmodels.logs.FilterLogEventsRequest;
import io.moorage.awsmodels.logs.FilteredLogEvent;
import io.moorage.awsmodels.logs.GetLogEventsRequest;
import io.moorage.awsmodels.logs.GetLogEventsResponse;
import io.moorage.awsmodels.logs.InputLogEvent;
import io.moorage.awsmodels.logs.ListTagsForResourceRequest;
import io.moorage.awsmodels.logs.LogGroup;
import io.moorage.awsmodels.logs.LogStream;
import io.moorage.awsmodels.logs.LogsOperations;
import io.moorage.awsmodels.logs.OutputLogEvent;
import io.moorage.awsmodels.logs.PutLogEventsRequest;
import io.moorage.awsmodels.logs.PutLogEventsResponse;
import io.moorage.awsmodels.logs.PutRetentionPolicyRequest;
import io.moorage.awsmodels.logs.TagResourceRequest;
import io.moorage.logs.event.EventFiles;
import io.moorage.store.memory.MemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CloudWatch Logs API reference. */
@NullUnmarked // Members of answers may be null by their model; one that is missing fails its test.
final class LogsActionsTest {
    private static final String GROUP = "/ecs/app";

    @TempDir
    private Path directory;

    private List<Action<?, ?>> actions = List.of();
    private Instant now = Instant.parse("2026-11-28T12:00:00Z");

    @BeforeEach
    void start() {
        actions = LogsActions.all(
                new Logs(new MemoryStore(), new EventFiles(directory, Long.MAX_VALUE), new Random(1), () -> {}));
        call(
                LogsOperations.CREATE_LOG_GROUP,
                CreateLogGroupRequest.builder()
                        .logGroupName(GROUP)
                        .tags(Map.of("a", "b"))
                        .build());
        stream("one");
    }

    @SuppressWarnings("unchecked") // an action has the types of its operation
    private <I, O> O call(Operation<I, O> operation, I input) {
        Action<I, O> action = (Action<I, O>) actions.stream()
                .filter(each -> each.operation() == operation)
                .findFirst()
                .orElseThrow();
        return action.handle(
                input,
                new RequestContext(
                        Principal.root("123456789012"), "123456789012", "us-east-1", "r", "127.0.0.1", true, now));
    }

    private void stream(String name) {
        call(LogsOperations.CREATE_LOG_STREAM, new CreateLogStreamRequest(GROUP, name));
    }

    private PutLogEventsResponse put(String stream, InputLogEvent... events) {
        return call(
                LogsOperations.PUT_LOG_EVENTS,
                PutLogEventsRequest.builder()
                        .logGroupName(GROUP)
                        .logStreamName(stream)
                        .logEvents(List.of(events))
                        .build());
    }

    private InputLogEvent event(Duration ago, String message) {
        return new InputLogEvent(now.minus(ago).toEpochMilli(), message);
    }

    private GetLogEventsResponse get(String token, boolean fromHead, int limit) {
        return call(
                LogsOperations.GET_LOG_EVENTS,
                GetLogEventsRequest.builder()
                        .logGroupName(GROUP)
                        .logStreamName("one")
                        .nextToken(token)
                        .startFromHead(fromHead)
                        .limit(limit)
                        .build());
    }

    private static List<String> messages(GetLogEventsResponse answer) {
        return answer.events().stream().map(OutputLogEvent::message).toList();
    }

    @Test
    void aStreamIsReadForwardsAndBackwards() {
        for (int i = 5; i > 0; i--) {
            put("one", event(Duration.ofSeconds(i), "m" + (5 - i)));
        }
        GetLogEventsResponse head = get(null, true, 2);
        assertThat(messages(head)).containsExactly("m0", "m1");
        GetLogEventsResponse next = get(head.nextForwardToken(), true, 2);
        assertThat(messages(next)).containsExactly("m2", "m3");
        assertThat(messages(get(next.nextBackwardToken(), true, 2))).containsExactly("m0", "m1");
        GetLogEventsResponse end = get(next.nextForwardToken(), true, 2);
        assertThat(messages(end)).containsExactly("m4");
        GetLogEventsResponse beyond = get(end.nextForwardToken(), true, 2);
        assertThat(messages(beyond)).isEmpty();
        assertThat(beyond.nextForwardToken()).as("the end says itself").isEqualTo(end.nextForwardToken());
        assertThat(messages(get(null, false, 2))).as("the latest").containsExactly("m3", "m4");
        put("one", event(Duration.ZERO, "m5"));
        assertThat(messages(get(beyond.nextForwardToken(), true, 2))).containsExactly("m5");
    }

    @Test
    void aGroupIsSearchedInTheOrderOfTime() {
        stream("two");
        put("one", event(Duration.ofSeconds(9), "ERROR a"), event(Duration.ofSeconds(5), "ERROR c"));
        put("two", event(Duration.ofSeconds(7), "ERROR b"), event(Duration.ofSeconds(6), "fine"));
        List<String> found = new ArrayList<>();
        String token = null;
        do {
            var page = call(
                    LogsOperations.FILTER_LOG_EVENTS,
                    FilterLogEventsRequest.builder()
                            .logGroupName(GROUP)
                            .filterPattern("ERROR")
                            .limit(1)
                            .nextToken(token)
                            .build());
            found.addAll(page.events().stream().map(FilteredLogEvent::message).toList());
            token = page.nextToken();
        } while (token != null);
        assertThat(found).containsExactly("ERROR a", "ERROR b", "ERROR c");
        assertThat(call(
                                LogsOperations.DESCRIBE_LOG_STREAMS,
                                DescribeLogStreamsRequest.builder()
                                        .logGroupName(GROUP)
                                        .orderBy("LastEventTime")
                                        .descending(true)
                                        .build())
                        .logStreams())
                .extracting(LogStream::logStreamName)
                .containsExactly("one", "two");
    }

    @Test
    void whatIsTooOldTooNewOrExpiredIsRejectedAndTheRestTaken() {
        call(LogsOperations.PUT_RETENTION_POLICY, new PutRetentionPolicyRequest(GROUP, 3));
        InputLogEvent kept = event(Duration.ofDays(2), "kept");
        assertThat(put("one", event(Duration.ofDays(3).plusHours(1), "expired"))
                        .rejectedLogEventsInfo()
                        .expiredLogEventEndIndex())
                .isEqualTo(1);
        assertThat(put("one", kept).rejectedLogEventsInfo()).isNull();
        var answer = put("one", event(Duration.ZERO, "now"), event(Duration.ofHours(-3), "tomorrow"));
        assertThat(answer.rejectedLogEventsInfo().tooNewLogEventStartIndex()).isEqualTo(1);
        assertThat(messages(get(null, true, 10))).containsExactly("kept", "now");
        now = now.plus(Duration.ofDays(2));
        assertThat(messages(get(null, true, 10))).as("it expires").containsExactly("now");
    }

    @Test
    void whatCannotBeDoneIsRefused() {
        refused("ResourceAlreadyExistsException", () -> stream("one"));
        refused("ResourceNotFoundException", () -> put("none", event(Duration.ZERO, "m")));
        refused(
                "InvalidParameterException",
                () -> put("one", event(Duration.ZERO, "b"), event(Duration.ofSeconds(1), "a")));
        refused(
                "InvalidParameterException",
                () -> put("one", event(Duration.ofHours(25), "a"), event(Duration.ZERO, "b")));
        refused("InvalidParameterException", () -> put("one", event(Duration.ZERO, "x".repeat(262_144))));
        refused(
                "InvalidParameterException",
                () -> call(LogsOperations.PUT_RETENTION_POLICY, new PutRetentionPolicyRequest(GROUP, 2)));
        refused("InvalidParameterException", () -> get("nonsense", true, 1));
        refused(
                "InvalidParameterException",
                () -> call(
                        LogsOperations.CREATE_LOG_GROUP,
                        CreateLogGroupRequest.builder().logGroupName("aws/x").build()));
        refused(
                "InvalidParameterException",
                () -> call(
                        LogsOperations.FILTER_LOG_EVENTS,
                        FilterLogEventsRequest.builder()
                                .logGroupName(GROUP)
                                .filterPattern("[a, b]")
                                .build()));
    }

    private static void refused(String code, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(AwsException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    @Test
    void groupsAreListedTaggedAndDeleted() {
        Stream.of("/ecs/b", "/other")
                .forEach(name -> call(
                        LogsOperations.CREATE_LOG_GROUP,
                        CreateLogGroupRequest.builder().logGroupName(name).build()));
        var page = call(
                LogsOperations.DESCRIBE_LOG_GROUPS,
                DescribeLogGroupsRequest.builder()
                        .logGroupNamePrefix("/ecs")
                        .limit(1)
                        .build());
        assertThat(page.logGroups()).extracting(LogGroup::logGroupName).containsExactly(GROUP);
        assertThat(page.nextToken()).isNotNull();
        String arn = page.logGroups().getFirst().logGroupArn();
        call(LogsOperations.TAG_RESOURCE, new TagResourceRequest(arn, Map.of("c", "d")));
        assertThat(call(LogsOperations.LIST_TAGS_FOR_RESOURCE, new ListTagsForResourceRequest(arn))
                        .tags())
                .containsExactlyInAnyOrderEntriesOf(Map.of("a", "b", "c", "d"));
        put("one", event(Duration.ZERO, "m"));
        call(LogsOperations.DELETE_LOG_GROUP, new DeleteLogGroupRequest(GROUP));
        refused("ResourceNotFoundException", () -> get(null, true, 1));
        call(
                LogsOperations.CREATE_LOG_GROUP,
                CreateLogGroupRequest.builder().logGroupName(GROUP).build());
        stream("one");
        assertThat(messages(get(null, true, 10)))
                .as("another group of the same name")
                .isEmpty();
    }
}
