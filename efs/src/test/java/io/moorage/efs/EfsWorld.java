package io.moorage.efs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Principal;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.CreateFileSystemRequest;
import io.moorage.awsmodels.efs.DeleteFileSystemRequest;
import io.moorage.awsmodels.efs.DescribeFileSystemsRequest;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.efs.FileSystemDescription;
import io.moorage.efs.action.EfsActions;
import io.moorage.efs.loop.FileSystemLoop;
import io.moorage.efs.loop.MountTargetLoop;
import io.moorage.efs.loop.ReplicationLoop;
import io.moorage.model.ec2.Cidr;
import io.moorage.model.ec2.SecurityGroup;
import io.moorage.model.ec2.Subnet;
import io.moorage.model.ec2.Vpc;
import io.moorage.store.Ec2Tables;
import io.moorage.store.Transaction;
import io.moorage.store.memory.MemoryStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** A store with two VPCs, EFS's actions over it, and file servers that do what they are told. */
public final class EfsWorld {
    public static final String ACCOUNT = "123456789012";
    public static final String REGION = "us-east-1";
    public static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");
    public static final EfsConfig CONFIG =
            EfsConfig.of(ACCOUNT, REGION, List.of("us-east-1a", "us-east-1b", "us-east-1c"));

    /** When the next call comes. */
    public Instant now = NOW;

    public final MemoryStore store = new MemoryStore();
    public final FakeFileServers servers = new FakeFileServers();
    public final FileSystemLoop fileSystems = new FileSystemLoop(store, servers);
    public final MountTargetLoop mountTargets = new MountTargetLoop(store, servers, CONFIG.arns());
    public final ReplicationLoop replications = new ReplicationLoop(store, servers, () -> now);
    private final List<Action<?, ?>> actions = EfsActions.all(store, new Random(7), CONFIG);

    public EfsWorld() {
        vpc("vpc-1", "10.0.0.0/16");
        subnet("subnet-00000000a", "vpc-1", "10.0.1.0/24", "us-east-1a");
        subnet("subnet-00000000a2", "vpc-1", "10.0.4.0/24", "us-east-1a");
        subnet("subnet-00000000b", "vpc-1", "10.0.2.0/24", "us-east-1b");
        subnet("subnet-00000000small", "vpc-1", "10.0.3.0/28", "us-east-1c");
        vpc("vpc-2", "10.0.0.0/16");
        subnet("subnet-00000000other", "vpc-2", "10.0.1.0/24", "us-east-1b");
        for (int i = 1; i <= 6; i++) {
            group("sg-00000000" + i, "group" + i, "vpc-1");
        }
        group("sg-00000000default1", "default", "vpc-1");
        group("sg-00000000default2", "default", "vpc-2");
    }

    /** Calls the action that implements {@code operation}. */
    @SuppressWarnings("unchecked") // the action's operation is this one, which carries its types
    public <I, O> O call(Operation<I, O> operation, I input) {
        Action<I, O> action = (Action<I, O>) actions.stream()
                .filter(each -> each.operation().equals(operation))
                .findFirst()
                .orElseThrow();
        return action.handle(input, context());
    }

    public List<Action<?, ?>> actions() {
        return actions;
    }

    /** Runs the loops that carry out what actions wrote, once. */
    public void settle() throws InterruptedException {
        fileSystems.step();
        mountTargets.step();
        replications.step();
    }

    public RequestContext context() {
        return new RequestContext(Principal.root(ACCOUNT), ACCOUNT, REGION, "r-1", "127.0.0.1", false, now);
    }

    /** A file system that is there. */
    public String fileSystem(String token) throws InterruptedException {
        return fileSystem(CreateFileSystemRequest.builder().creationToken(token).build());
    }

    public String fileSystem(CreateFileSystemRequest request) throws InterruptedException {
        String id = call(EfsOperations.CREATE_FILE_SYSTEM, request).fileSystemId();
        settle();
        return id;
    }

    public FileSystemDescription describe(String fileSystemId) {
        return call(
                        EfsOperations.DESCRIBE_FILE_SYSTEMS,
                        DescribeFileSystemsRequest.builder()
                                .fileSystemId(fileSystemId)
                                .build())
                .fileSystems()
                .getFirst();
    }

    public void deleteFileSystem(String id) {
        call(
                EfsOperations.DELETE_FILE_SYSTEM,
                DeleteFileSystemRequest.builder().fileSystemId(id).build());
    }

    /** Expects {@code call} to be refused so, and to leave nothing behind. */
    public void refused(String code, int status, String message, Runnable call) {
        long before = store.view().revision();
        assertThatThrownBy(call::run).isInstanceOfSatisfying(AwsException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.httpStatus()).isEqualTo(status);
            assertThat(refusal.getMessage()).contains(message);
        });
        assertThat(store.view().revision()).as("nothing is written").isEqualTo(before);
    }

    private void vpc(String id, String cidr) {
        put(tx -> tx.insert(Ec2Tables.VPCS, new Vpc(id, new Cidr(cidr), false, true, true, "dopt-1", Map.of())));
    }

    private void subnet(String id, String vpcId, String cidr, String zone) {
        put(tx -> tx.insert(
                Ec2Tables.SUBNETS,
                new Subnet(id, vpcId, new Cidr(cidr), zone, "use1-az" + zone.charAt(9), false, false, 0, Map.of())));
    }

    private void group(String id, String name, String vpcId) {
        put(tx -> tx.insert(
                Ec2Tables.SECURITY_GROUPS, new SecurityGroup(id, name, name, vpcId, List.of(), List.of(), Map.of())));
    }

    private void put(Consumer<Transaction> body) {
        store.transact(tx -> {
            body.accept(tx);
            return tx;
        });
    }
}
