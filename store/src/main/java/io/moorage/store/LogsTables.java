package io.moorage.store;

import io.moorage.model.logs.LogGroup;
import io.moorage.model.logs.LogStream;
import io.moorage.store.Table.Index;
import java.util.List;

/** What CloudWatch Logs keeps besides events. */
public final class LogsTables {
    public static final Table<LogGroup> GROUPS = new Table<>("logs_group", LogGroup.class, LogGroup::name, List.of());

    public static final Index<LogStream> STREAMS_BY_GROUP = new Index<>("group", LogStream::groupName);
    public static final Table<LogStream> STREAMS =
            new Table<>("logs_stream", LogStream.class, LogStream::key, List.of(STREAMS_BY_GROUP));

    private LogsTables() {}
}
