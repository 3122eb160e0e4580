package io.moorage.awsmodels;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.Filter;
import io.moorage.awsmodels.ec2.RunInstancesRequest;
import io.moorage.awsmodels.ecs.CreateServiceRequest;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.Service;
import io.moorage.awsmodels.efs.CreateFileSystemRequest;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.sts.StsOperations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the generator wrote agrees with itself and with the models' facts. */
final class DescriptorsTest {
    private static Stream<Operation<?, ?>> operations() {
        return Stream.of(EcsOperations.ALL, EfsOperations.ALL, Ec2Operations.ALL, IamOperations.ALL, StsOperations.ALL)
                .flatMap(List::stream);
    }

    @TestFactory
    Stream<DynamicTest> everyShapeIsWhole() {
        return operations()
                .map(operation -> DynamicTest.dynamicTest(operation.toString(), () -> {
                    Set<StructureShape<?>> seen = new HashSet<>();
                    walk(operation.input(), seen);
                    walk(operation.output(), seen);
                    assertThat(operation.errors().values())
                            .allSatisfy(error -> assertThat(error.httpStatus()).isBetween(400, 599));
                }));
    }

    private static void walk(StructureShape<?> shape, Set<StructureShape<?>> seen) {
        if (!seen.add(shape)) {
            return;
        }
        assertThat(shape.members()).hasSize(shape.size());
        assertThat(shape.members().stream().map(Member::name)).doesNotHaveDuplicates();
        roundTrip(shape);
        shape.members().forEach(member -> walk(member.type(), seen));
    }

    /** A record of nothing gives nothing back. */
    private static <T> void roundTrip(StructureShape<T> shape) {
        T empty = shape.create(new Object[shape.size()]);
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < shape.size(); i++) {
            values.add(shape.get(empty, i));
        }
        assertThat(values).isEqualTo(Collections.nCopies(shape.size(), null));
    }

    private static void walk(Type type, Set<StructureShape<?>> seen) {
        switch (type) {
            case Type.StructureType structure -> walk(structure.shape(), seen);
            case Type.ListType list -> walk(list.member(), seen);
            case Type.MapType map -> walk(map.value(), seen);
            case Type.StringType string ->
                assertThat(string.matches("x") || string.pattern() != null).isTrue();
            default -> assertThat(type).isNotNull();
        }
    }

    @Test
    void protocolsAndNamesAreTheModels() {
        assertThat(EcsOperations.RUN_TASK.service().targetPrefix()).isEqualTo("AmazonEC2ContainerServiceV20141113");
        assertThat(EfsOperations.CREATE_FILE_SYSTEM.successStatus()).isEqualTo(201);
        assertThat(EfsOperations.CREATE_FILE_SYSTEM.iamAction()).isEqualTo("elasticfilesystem:CreateFileSystem");
        assertThat(EfsOperations.CREATE_FILE_SYSTEM.errors().get("FileSystemAlreadyExists"))
                .isEqualTo(new ErrorShape("FileSystemAlreadyExists", "FileSystemAlreadyExists", 409));
        assertThat(IamOperations.GET_ROLE.resultWrapper()).isEqualTo("GetRoleResult");
        assertThat(IamOperations.ERROR_NO_SUCH_ENTITY_EXCEPTION.code()).isEqualTo("NoSuchEntity");
        assertThat(EcsOperations.ERROR_SERVER_EXCEPTION.httpStatus()).isEqualTo(500);
        assertThat(member(RunInstancesRequest.SHAPE, "ClientToken").ec2Name()).isEqualTo("ClientToken");
        assertThat(member(RunInstancesRequest.SHAPE, "TagSpecifications").ec2Name())
                .isEqualTo("TagSpecification");
        assertThat(member(Filter.SHAPE, "Values").wireName()).isEqualTo("Value");
        assertThat(Ec2Operations.known()).extracting(OperationName::name).contains("DescribeVolumes");
    }

    @Test
    void requiredPatternsAndTokensAreKept() {
        Member token = member(CreateFileSystemRequest.SHAPE, "CreationToken");

        assertThat(token.required()).isTrue();
        assertThat(token.idempotencyToken()).isTrue();
        assertThat(token.type()).isInstanceOfSatisfying(Type.StringType.class, type -> {
            assertThat(type.max()).isEqualTo(64);
            assertThat(type.pattern()).isEqualTo(".+");
        });
    }

    @Test
    void theOverlayAddsMembers() {
        assertThat(CreateServiceRequest.builder()
                        .availabilityZoneRebalancing("ENABLED")
                        .build()
                        .availabilityZoneRebalancing())
                .isEqualTo("ENABLED");
    }

    @Test
    void absentIsNotEmpty() {
        Service absent = Service.builder().serviceName("s").build();
        Service empty = absent.toBuilder().events(List.of()).build();

        assertThat(absent.events()).isEmpty();
        assertThat(absent.hasEvents()).isFalse();
        assertThat(empty.hasEvents()).isTrue();
        assertThat(empty.serviceName()).isEqualTo("s");
        assertThat(empty.toBuilder().events(null).build().hasEvents()).isFalse();
    }

    private static Member member(StructureShape<?> shape, String name) {
        return shape.members().stream()
                .filter(member -> member.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
