package io.moorage.cloudformation.types.efs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.efs.CreateMountTargetRequest;
import io.moorage.awsmodels.efs.DeleteMountTargetRequest;
import io.moorage.awsmodels.efs.DescribeMountTargetsRequest;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.efs.ModifyMountTargetSecurityGroupsRequest;
import io.moorage.awsmodels.efs.MountTargetDescription;
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

/** {@code AWS::EFS::MountTarget}. */
public final class MountTargetType implements ResourceType {
    private static final Set<String> ABSENT = Set.of("MountTargetNotFound", "FileSystemNotFound");

    private static final Schema SCHEMA = Schema.of("AWS::EFS::MountTarget", CreateMountTargetRequest.SHAPE)
            .replaced("FileSystemId", "SubnetId", "IpAddress")
            .inPlace("SecurityGroups")
            .required("FileSystemId", "SubnetId", "SecurityGroups")
            .attributes("Id", "IpAddress")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** A file system has one mount target in a subnet: that one is found. */
    @Override
    public String create(Wanted wanted, Aws aws) {
        if (wanted.again()) {
            Optional<MountTargetDescription> found = aws.unless(
                            ABSENT,
                            EfsOperations.DESCRIBE_MOUNT_TARGETS,
                            DescribeMountTargetsRequest.builder()
                                    .fileSystemId(wanted.text("FileSystemId"))
                                    .build())
                    .flatMap(answer -> answer.mountTargets().stream()
                            .filter(each -> each.subnetId().equals(wanted.text("SubnetId")))
                            .filter(each -> !wanted.others().contains(each.mountTargetId()))
                            .findFirst());
            if (found.isPresent()) {
                return found.get().mountTargetId();
            }
        }
        return aws.call(EfsOperations.CREATE_MOUNT_TARGET, wanted.read(CreateMountTargetRequest.SHAPE))
                .mountTargetId();
    }

    @Override
    public Progress settle(String id, Wanted wanted, Aws aws) {
        String state = find(id, aws)
                .map(MountTargetDescription::lifeCycleState)
                .orElseThrow(() -> new InvalidPropertyException("Mount target " + id + " is gone"));
        return Progress.when(state.equals("available"), "the mount target " + id + " to be available; it is " + state);
    }

    private static Optional<MountTargetDescription> find(String id, Aws aws) {
        return aws.unless(
                        ABSENT,
                        EfsOperations.DESCRIBE_MOUNT_TARGETS,
                        DescribeMountTargetsRequest.builder().mountTargetId(id).build())
                .flatMap(answer -> answer.mountTargets().stream().findFirst());
    }

    @Override
    public Progress update(String id, Wanted before, Wanted after, Aws aws) {
        aws.call(
                EfsOperations.MODIFY_MOUNT_TARGET_SECURITY_GROUPS,
                ModifyMountTargetSecurityGroupsRequest.builder()
                        .mountTargetId(id)
                        .securityGroups(after.texts("SecurityGroups"))
                        .build());
        return Progress.DONE;
    }

    @Override
    public Progress delete(String id, Wanted last, Aws aws) {
        Optional<MountTargetDescription> found = find(id, aws);
        if (found.isEmpty()) {
            return Progress.DONE;
        }
        if (!found.get().lifeCycleState().equals("deleting")) {
            aws.unless(
                    ABSENT,
                    EfsOperations.DELETE_MOUNT_TARGET,
                    DeleteMountTargetRequest.builder().mountTargetId(id).build());
        }
        return new Progress.Waiting("the mount target " + id + " to be gone");
    }

    @Override
    public Map<String, JsonNode> attributes(String id, Wanted wanted, Aws aws) {
        return Map.of(
                "Id",
                Values.text(id),
                "IpAddress",
                Values.text(find(id, aws).map(MountTargetDescription::ipAddress).orElse("")));
    }
}
