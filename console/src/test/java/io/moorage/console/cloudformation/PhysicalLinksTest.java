package io.moorage.console.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CloudFormation user guide, "Return values": what Ref gives of each type. */
final class PhysicalLinksTest {
    @ParameterizedTest
    @CsvSource({
        "AWS::EFS::FileSystem, fs-1, /console/efs/fs-1",
        "AWS::ECS::Service, arn:aws:ecs:r:1:service/default/mysql, /console/ecs/clusters/default/services/mysql",
        "AWS::ECS::TaskDefinition, arn:aws:ecs:r:1:task-definition/MySQL:3, /console/ecs/task-definitions/MySQL/3",
    })
    void aResourceLeadsToItsPage(String type, String id, String href) {
        assertThat(PhysicalLinks.of(JsonNodeFactory.instance
                                .objectNode()
                                .put("ResourceType", type)
                                .put("PhysicalResourceId", id))
                        .toString())
                .contains("href=\"" + href + "\"");
    }
}
