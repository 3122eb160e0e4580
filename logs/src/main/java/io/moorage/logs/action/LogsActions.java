package io.moorage.logs.action;

import io.moorage.awsapi.Action;
import java.util.List;

/** Every action of the CloudWatch Logs API that Moorage has. */
public final class LogsActions {
    private LogsActions() {}

    public static List<Action<?, ?>> all(Logs logs) {
        return List.of(
                new CreateLogGroup(logs),
                new CreateLogStream(logs),
                new DeleteLogGroup(logs),
                new DeleteLogStream(logs),
                new DeleteRetentionPolicy(logs),
                new DescribeLogGroups(logs),
                new DescribeLogStreams(logs),
                new FilterLogEvents(logs),
                new GetLogEvents(logs),
                new ListTagsForResource(logs),
                new ListTagsLogGroup(logs),
                new PutLogEvents(logs),
                new PutRetentionPolicy(logs),
                new TagLogGroup(logs),
                new TagResource(logs),
                new UntagLogGroup(logs),
                new UntagResource(logs));
    }
}
