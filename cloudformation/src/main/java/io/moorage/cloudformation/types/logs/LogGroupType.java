package io.moorage.cloudformation.types.logs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.Type;
import io.moorage.awsmodels.logs.CreateLogGroupRequest;
import io.moorage.awsmodels.logs.DeleteLogGroupRequest;
import io.moorage.awsmodels.logs.DeleteRetentionPolicyRequest;
import io.moorage.awsmodels.logs.DescribeLogGroupsRequest;
import io.moorage.awsmodels.logs.ListTagsForResourceRequest;
import io.moorage.awsmodels.logs.LogGroup;
import io.moorage.awsmodels.logs.LogsOperations;
import io.moorage.awsmodels.logs.PutRetentionPolicyRequest;
import io.moorage.awsmodels.logs.TagResourceRequest;
import io.moorage.awsmodels.logs.UntagResourceRequest;
import io.moorage.cloudformation.resource.Actual;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Schema.Update;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Ownership;
import io.moorage.cloudformation.types.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::Logs::LogGroup}. */
public final class LogGroupType implements ResourceType {
    private static final int LONGEST_NAME = 512;
    private static final Set<String> ABSENT = Set.of("ResourceNotFoundException");

    private static final Schema SCHEMA = Schema.of("AWS::Logs::LogGroup", CreateLogGroupRequest.SHAPE)
            .replaced("LogGroupName")
            .property("RetentionInDays", Type.IntegerType.ANY, Update.IN_PLACE)
            .replaced("KmsKeyId", "LogGroupClass")
            .named("LogGroupName")
            .tags("Tags")
            .attributes("Arn")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String create(Wanted wanted, Aws aws) {
        String name = wanted.name(LONGEST_NAME);
        try {
            aws.call(
                    LogsOperations.CREATE_LOG_GROUP,
                    wanted.read(CreateLogGroupRequest.SHAPE, "LogGroupName", "RetentionInDays", "Tags").toBuilder()
                            .logGroupName(name)
                            .tags(wanted.allTags())
                            .build());
        } catch (AwsException e) {
            boolean own = e.code().equals("ResourceAlreadyExistsException")
                    && wanted.again()
                    && find(name, aws)
                            .filter(each -> Ownership.isIn(tags(each, aws), wanted))
                            .isPresent();
            if (!own) {
                throw e;
            }
        }
        return name;
    }

    private static Optional<LogGroup> find(String name, Aws aws) {
        return aws
                .call(
                        LogsOperations.DESCRIBE_LOG_GROUPS,
                        DescribeLogGroupsRequest.builder()
                                .logGroupNamePrefix(name)
                                .limit(1)
                                .build())
                .logGroups()
                .stream()
                .filter(each -> name.equals(each.logGroupName()))
                .findFirst();
    }

    private static Map<String, String> tags(LogGroup group, Aws aws) {
        return aws.call(
                        LogsOperations.LIST_TAGS_FOR_RESOURCE,
                        new ListTagsForResourceRequest(Aws.answered(group.logGroupArn())))
                .tags();
    }

    @Override
    public Progress settle(String name, Wanted wanted, Aws aws) {
        wanted.number("RetentionInDays")
                .ifPresent(days ->
                        aws.call(LogsOperations.PUT_RETENTION_POLICY, new PutRetentionPolicyRequest(name, days)));
        return Progress.DONE;
    }

    @Override
    public Progress update(String name, Wanted before, Wanted after, Aws aws) {
        if (after.number("RetentionInDays").isEmpty()) {
            aws.call(LogsOperations.DELETE_RETENTION_POLICY, new DeleteRetentionPolicyRequest(name));
        }
        String arn = find(name, aws).map(LogGroup::logGroupArn).orElse("");
        List<String> gone = Ownership.gone(before, after);
        if (!gone.isEmpty()) {
            aws.call(LogsOperations.UNTAG_RESOURCE, new UntagResourceRequest(arn, gone));
        }
        if (!after.tags().isEmpty() && !after.tags().equals(before.tags())) {
            aws.call(LogsOperations.TAG_RESOURCE, new TagResourceRequest(arn, after.tags()));
        }
        return settle(name, after, aws);
    }

    @Override
    public Progress delete(String name, Wanted last, Aws aws) {
        aws.unless(ABSENT, LogsOperations.DELETE_LOG_GROUP, new DeleteLogGroupRequest(name));
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String name, Wanted wanted, Aws aws) {
        return Map.of("Arn", Values.text(find(name, aws).map(LogGroup::arn).orElse("")));
    }

    @Override
    public Actual current(String name, Wanted wanted, Aws aws) {
        return find(name, aws)
                .map(found -> Actual.properties()
                        .text("RetentionInDays", found.retentionInDays())
                        .tags("Tags", tags(found, aws))
                        .build())
                .orElse(Actual.GONE);
    }
}
