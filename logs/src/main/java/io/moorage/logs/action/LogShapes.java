package io.moorage.logs.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.logs.event.EventFiles;
import io.moorage.model.logs.LogGroup;
import io.moorage.model.logs.LogStream;
import io.moorage.store.ReadView;

/** Groups and streams as the API shows them. */
final class LogShapes {
    private LogShapes() {}

    static io.moorage.awsmodels.logs.LogGroup group(Logs logs, ReadView view, LogGroup row, RequestContext context) {
        String arn = Logs.groupArn(context, row.name());
        return io.moorage.awsmodels.logs.LogGroup.builder()
                .logGroupName(row.name())
                .arn(arn + ":*")
                .logGroupArn(arn)
                .creationTime(row.created().toEpochMilli())
                .retentionInDays(row.retentionDays().orElse(null))
                .metricFilterCount(0)
                .logGroupClass("STANDARD")
                .storedBytes(Logs.streams(view, row.name()).stream()
                        .mapToLong(each -> logs.events().summary(each.id()).bytes())
                        .sum())
                .build();
    }

    static io.moorage.awsmodels.logs.LogStream stream(Logs logs, LogStream row, RequestContext context) {
        EventFiles.Summary summary = logs.events().summary(row.id());
        return io.moorage.awsmodels.logs.LogStream.builder()
                .logStreamName(row.name())
                .arn(Logs.streamArn(context, row.groupName(), row.name()))
                .creationTime(row.created().toEpochMilli())
                .firstEventTimestamp(summary.any() ? summary.earliest() : null)
                .lastEventTimestamp(summary.any() ? summary.latest() : null)
                .lastIngestionTime(summary.any() ? summary.lastIngested() : null)
                .uploadSequenceToken(PutLogEvents.sequenceToken(summary.lastSequence()))
                .storedBytes(0L)
                .build();
    }
}
