package io.moorage.cloudformation.types.efs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.awsmodels.Type;
import io.moorage.awsmodels.efs.BackupPolicy;
import io.moorage.awsmodels.efs.CreateFileSystemRequest;
import io.moorage.awsmodels.efs.DeleteFileSystemRequest;
import io.moorage.awsmodels.efs.DescribeFileSystemsRequest;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.efs.FileSystemDescription;
import io.moorage.awsmodels.efs.LifecyclePolicy;
import io.moorage.awsmodels.efs.PutBackupPolicyRequest;
import io.moorage.awsmodels.efs.PutFileSystemPolicyRequest;
import io.moorage.awsmodels.efs.PutLifecycleConfigurationRequest;
import io.moorage.awsmodels.efs.Tag;
import io.moorage.awsmodels.efs.UpdateFileSystemRequest;
import io.moorage.cloudformation.resource.Actual;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.InvalidPropertyException;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Schema.Update;
import io.moorage.cloudformation.resource.Shapes;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code AWS::EFS::FileSystem}. */
public final class FileSystemType implements ResourceType {
    private static final Set<String> ABSENT = Set.of("FileSystemNotFound");
    private static final String LIFECYCLE = "LifecyclePolicies";

    private static final Schema SCHEMA = Schema.of("AWS::EFS::FileSystem", CreateFileSystemRequest.SHAPE)
            .replaced("Encrypted", "KmsKeyId", "PerformanceMode", "AvailabilityZoneName")
            .inPlace("ThroughputMode", "ProvisionedThroughputInMibps")
            .property(LIFECYCLE, null, Update.IN_PLACE)
            .property("BackupPolicy", null, Update.IN_PLACE)
            .property("FileSystemPolicy", null, Update.IN_PLACE)
            .property("BypassPolicyLockoutSafetyCheck", Type.BooleanType.ANY, Update.IN_PLACE)
            .tags("FileSystemTags")
            .attributes("Arn", "FileSystemId")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** The creation token makes it one file system, however often it is called. */
    @Override
    public String create(Wanted wanted, Aws aws) {
        if (wanted.again()) {
            Optional<FileSystemDescription> found = aws
                    .call(
                            EfsOperations.DESCRIBE_FILE_SYSTEMS,
                            DescribeFileSystemsRequest.builder()
                                    .creationToken(wanted.token())
                                    .build())
                    .fileSystems()
                    .stream()
                    .findFirst();
            if (found.isPresent()) {
                return found.get().fileSystemId();
            }
        }
        return aws.call(
                        EfsOperations.CREATE_FILE_SYSTEM,
                        wanted
                                .read(
                                        CreateFileSystemRequest.SHAPE,
                                        "FileSystemTags",
                                        LIFECYCLE,
                                        "BackupPolicy",
                                        "FileSystemPolicy",
                                        "BypassPolicyLockoutSafetyCheck")
                                .toBuilder()
                                .creationToken(wanted.token())
                                .tags(EfsTags.list(wanted.allTags()))
                                .build())
                .fileSystemId();
    }

    @Override
    public Progress settle(String id, Wanted wanted, Aws aws) {
        String state = find(id, aws)
                .map(FileSystemDescription::lifeCycleState)
                .orElseThrow(() -> new InvalidPropertyException("File system " + id + " is gone"));
        if (!state.equals("available")) {
            return new Progress.Waiting("the file system " + id + " to be available; it is " + state);
        }
        if (wanted.properties().has(LIFECYCLE)) {
            putLifecycle(id, wanted, aws);
        }
        if (wanted.properties().has("BackupPolicy")) {
            putBackup(id, wanted, aws);
        }
        putPolicy(id, wanted, aws);
        return Progress.DONE;
    }

    private static void putPolicy(String id, Wanted wanted, Aws aws) {
        wanted.document("FileSystemPolicy")
                .ifPresent(policy -> aws.call(
                        EfsOperations.PUT_FILE_SYSTEM_POLICY,
                        PutFileSystemPolicyRequest.builder()
                                .fileSystemId(id)
                                .policy(policy)
                                .bypassPolicyLockoutSafetyCheck(wanted.flag("BypassPolicyLockoutSafetyCheck")
                                        .orElse(null))
                                .build()));
    }

    private static void putBackup(String id, Wanted wanted, Aws aws) {
        String status = wanted.properties().path("BackupPolicy").path("Status").asText("DISABLED");
        aws.call(
                EfsOperations.PUT_BACKUP_POLICY,
                PutBackupPolicyRequest.builder()
                        .fileSystemId(id)
                        .backupPolicy(BackupPolicy.builder().status(status).build())
                        .build());
    }

    private static void putLifecycle(String id, Wanted wanted, Aws aws) {
        aws.call(
                EfsOperations.PUT_LIFECYCLE_CONFIGURATION,
                PutLifecycleConfigurationRequest.builder()
                        .fileSystemId(id)
                        .lifecyclePolicies(wanted.list(LIFECYCLE).stream()
                                .map(each -> Shapes.read(LifecyclePolicy.SHAPE, each, LIFECYCLE))
                                .toList())
                        .build());
    }

    private static Optional<FileSystemDescription> find(String id, Aws aws) {
        return aws.unless(
                        ABSENT,
                        EfsOperations.DESCRIBE_FILE_SYSTEMS,
                        DescribeFileSystemsRequest.builder().fileSystemId(id).build())
                .flatMap(answer -> answer.fileSystems().stream().findFirst());
    }

    @Override
    public Progress update(String id, Wanted before, Wanted after, Aws aws) {
        EfsTags.update(id, before, after, aws);
        boolean throughput = !before.optional("ThroughputMode").equals(after.optional("ThroughputMode"))
                || !before.optional("ProvisionedThroughputInMibps")
                        .equals(after.optional("ProvisionedThroughputInMibps"));
        if (throughput) {
            ObjectNode properties = JsonNodeFactory.instance.objectNode();
            properties.put("ThroughputMode", after.optional("ThroughputMode").orElse("bursting"));
            after.optional("ProvisionedThroughputInMibps")
                    .ifPresent(amount -> properties.put("ProvisionedThroughputInMibps", amount));
            aws.call(
                    EfsOperations.UPDATE_FILE_SYSTEM,
                    Shapes.read(UpdateFileSystemRequest.SHAPE, properties, "").toBuilder()
                            .fileSystemId(id)
                            .build());
        }
        if (before.properties().has(LIFECYCLE) && !after.properties().has(LIFECYCLE)) {
            putLifecycle(id, after, aws);
        }
        if (before.properties().has("BackupPolicy") && !after.properties().has("BackupPolicy")) {
            putBackup(id, after, aws);
        }
        if (before.properties().has("FileSystemPolicy") && !after.properties().has("FileSystemPolicy")) {
            aws.unless(
                    Set.of("PolicyNotFound"),
                    EfsOperations.DELETE_FILE_SYSTEM_POLICY,
                    io.moorage.awsmodels.efs.DeleteFileSystemPolicyRequest.builder()
                            .fileSystemId(id)
                            .build());
        }
        return settle(id, after, aws);
    }

    @Override
    public Progress delete(String id, Wanted last, Aws aws) {
        if (find(id, aws).isEmpty()) {
            return Progress.DONE;
        }
        aws.unless(
                ABSENT,
                EfsOperations.DELETE_FILE_SYSTEM,
                DeleteFileSystemRequest.builder().fileSystemId(id).build());
        return new Progress.Waiting("the file system " + id + " to be gone");
    }

    @Override
    public Map<String, JsonNode> attributes(String id, Wanted wanted, Aws aws) {
        return Map.of(
                "FileSystemId",
                Values.text(id),
                "Arn",
                Values.text(
                        find(id, aws).map(FileSystemDescription::fileSystemArn).orElse("")));
    }

    @Override
    public Actual current(String id, Wanted wanted, Aws aws) {
        return find(id, aws)
                .map(found -> Actual.properties()
                        .all(Shapes.json(FileSystemDescription.SHAPE, found), SCHEMA)
                        .tags("FileSystemTags", found.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)))
                        .build())
                .orElse(Actual.GONE);
    }
}
