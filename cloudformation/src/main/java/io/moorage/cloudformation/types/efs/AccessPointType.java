package io.moorage.cloudformation.types.efs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.efs.AccessPointDescription;
import io.moorage.awsmodels.efs.CreateAccessPointRequest;
import io.moorage.awsmodels.efs.DeleteAccessPointRequest;
import io.moorage.awsmodels.efs.DescribeAccessPointsRequest;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.InvalidPropertyException;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::EFS::AccessPoint}. */
public final class AccessPointType implements ResourceType {
    private static final Set<String> ABSENT = Set.of("AccessPointNotFound", "FileSystemNotFound");

    private static final Schema SCHEMA = Schema.of("AWS::EFS::AccessPoint", CreateAccessPointRequest.SHAPE)
            .replaced("FileSystemId", "PosixUser", "RootDirectory", "ClientToken")
            .required("FileSystemId")
            .tags("AccessPointTags")
            .attributes("AccessPointId", "Arn")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** The client token makes it one access point, however often it is called. */
    @Override
    public String create(Wanted wanted, Aws aws) {
        String token = wanted.optional("ClientToken").orElseGet(wanted::token);
        if (wanted.again()) {
            Optional<AccessPointDescription> found = aws.unless(
                            ABSENT,
                            EfsOperations.DESCRIBE_ACCESS_POINTS,
                            DescribeAccessPointsRequest.builder()
                                    .fileSystemId(wanted.text("FileSystemId"))
                                    .build())
                    .flatMap(answer -> answer.accessPoints().stream()
                            .filter(each -> token.equals(each.clientToken()))
                            .findFirst());
            if (found.isPresent()) {
                return String.valueOf(found.get().accessPointId());
            }
        }
        return String.valueOf(aws.call(
                        EfsOperations.CREATE_ACCESS_POINT,
                        wanted.read(CreateAccessPointRequest.SHAPE, "AccessPointTags", "ClientToken").toBuilder()
                                .clientToken(token)
                                .tags(EfsTags.list(wanted.allTags()))
                                .build())
                .accessPointId());
    }

    @Override
    public Progress settle(String id, Wanted wanted, Aws aws) {
        String state = find(id, aws)
                .map(AccessPointDescription::lifeCycleState)
                .orElseThrow(() -> new InvalidPropertyException("Access point " + id + " is gone"));
        return Progress.when(state.equals("available"), "the access point " + id + " to be available; it is " + state);
    }

    private static Optional<AccessPointDescription> find(String id, Aws aws) {
        return aws.unless(
                        ABSENT,
                        EfsOperations.DESCRIBE_ACCESS_POINTS,
                        DescribeAccessPointsRequest.builder().accessPointId(id).build())
                .flatMap(answer -> answer.accessPoints().stream().findFirst());
    }

    @Override
    public Progress update(String id, Wanted before, Wanted after, Aws aws) {
        EfsTags.update(id, before, after, aws);
        return Progress.DONE;
    }

    @Override
    public Progress delete(String id, Wanted last, Aws aws) {
        Optional<AccessPointDescription> found = find(id, aws);
        if (found.isEmpty()) {
            return Progress.DONE;
        }
        if (!"deleting".equals(found.get().lifeCycleState())) {
            aws.unless(
                    ABSENT,
                    EfsOperations.DELETE_ACCESS_POINT,
                    DeleteAccessPointRequest.builder().accessPointId(id).build());
        }
        return new Progress.Waiting("the access point " + id + " to be gone");
    }

    @Override
    public Map<String, JsonNode> attributes(String id, Wanted wanted, Aws aws) {
        return Map.of(
                "AccessPointId",
                Values.text(id),
                "Arn",
                Values.text(find(id, aws)
                        .map(AccessPointDescription::accessPointArn)
                        .orElse("")));
    }
}
