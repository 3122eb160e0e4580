package io.moorage.logs.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.logs.LogsOperations;
import io.moorage.logs.event.EventFiles;
import io.moorage.model.logs.LogGroup;
import io.moorage.model.logs.LogStream;
import io.moorage.store.LogsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What every action is given, and what many of them ask.
 *
 * @param written called after events were written, which are no rows of the store
 */
public record Logs(Store store, EventFiles events, RandomGenerator random, Runnable written) {
    private static final String ANY_STREAM = ":log-stream:";

    ReadView view() {
        return store.view();
    }

    String newId() {
        return Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    }

    static String groupArn(RequestContext context, String name) {
        return "arn:aws:logs:" + context.region() + ":" + context.accountId() + ":log-group:" + name;
    }

    static String streamArn(RequestContext context, String group, String stream) {
        return groupArn(context, group) + ANY_STREAM + stream;
    }

    /** What permissions name for a call about a group: policies say {@code log-group:NAME:*}. */
    static List<String> permitted(RequestContext context, String group) {
        return List.of(streamArn(context, group, ""));
    }

    /** The name in what a request calls a group: its name or its ARN, with or without {@code :*}. */
    static String groupName(@Nullable String name, @Nullable String identifier) {
        if ((name == null) == (identifier == null)) {
            throw Refusal.invalid(
                    name == null
                            ? "Either logGroupName or logGroupIdentifier must be specified."
                            : "Only one of logGroupName and logGroupIdentifier may be specified.");
        }
        return name != null ? name : nameOf(String.valueOf(identifier));
    }

    static String nameOf(String identifier) {
        String mark = ":log-group:";
        int at = identifier.indexOf(mark);
        String name = at < 0 ? identifier : identifier.substring(at + mark.length());
        return name.endsWith(":*") ? name.substring(0, name.length() - 2) : name;
    }

    static LogGroup group(ReadView view, String name) {
        return view.find(LogsTables.GROUPS, name)
                .orElseThrow(() -> Refusal.notFound("The specified log group does not exist."));
    }

    static LogStream stream(ReadView view, String group, String name) {
        return view.find(LogsTables.STREAMS, LogStream.key(group, name))
                .orElseThrow(() -> Refusal.notFound("The specified log stream does not exist."));
    }

    static Collection<LogStream> streams(ReadView view, String group) {
        return view.by(LogsTables.STREAMS, LogsTables.STREAMS_BY_GROUP, group);
    }

    static AwsException exists(String what) {
        return new AwsException(
                LogsOperations.ERROR_RESOURCE_ALREADY_EXISTS_EXCEPTION, "The specified " + what + " already exists");
    }
}
