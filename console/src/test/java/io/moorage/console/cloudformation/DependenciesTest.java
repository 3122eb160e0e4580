package io.moorage.console.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.moorage.console.cloudformation.Layers.Cell;
import io.moorage.console.cloudformation.Layers.Line;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** CloudFormation user guide, "DependsOn attribute", "Ref", "Fn::GetAtt" and "Fn::Sub". */
final class DependenciesTest {
    private static final String YAML = """
            Resources:
              Data: {Type: 'AWS::EFS::FileSystem'}
              Door: {Type: 'AWS::EC2::SecurityGroup', Properties: {GroupDescription: !Sub 'of ${Data} in ${AWS::Region} ${!Literal}'}}
              Way:
                Type: AWS::EFS::MountTarget
                DependsOn: [Other]
                Properties: {FileSystemId: !Ref Data, SecurityGroups: [!GetAtt Door.GroupId], SubnetId: !Ref Subnet}
              Other: {Type: 'AWS::Logs::LogGroup', DependsOn: Data}
            """;

    @Test
    void everyWayOfNamingAResourceCounts() {
        assertThat(Dependencies.of(YAML, List.of("Data", "Door", "Way", "Other")))
                .containsEntry("Data", Set.of())
                .containsEntry("Door", Set.of("Data"))
                .containsEntry("Other", Set.of("Data"))
                .containsEntry("Way", Set.of("Data", "Door", "Other"));
    }

    @Test
    void jsonHasItsOwnForms() {
        assertThat(Dependencies.of("""
                        {"Resources": {"A": {}, "B": {"Properties": {"X": {"Fn::GetAtt": ["A", "Arn"]}}},
                        \t"C": {"Properties": {"X": {"Fn::Join": ["", [{"Ref": "B"}, {"Fn::Sub": ["${A.Arn}", {}]}]]}}}}}""", List.of("A", "B", "C")))
                .containsEntry("B", Set.of("A"))
                .containsEntry("C", Set.of("A", "B"));
    }

    @Test
    void aTextThatIsNoTemplateHasNone() {
        assertThat(Dependencies.of("{ no", List.of("A"))).isEqualTo(Map.of("A", Set.of()));
    }

    @Test
    void eachIsRightOfWhatItNeedsAndAWayThatOthersImplyIsNotDrawn() {
        Layers layers = Layers.of(Map.of("A", Set.of(), "B", Set.of("A"), "C", Set.of("A", "B")));

        assertThat(layers.layers())
                .containsExactly(List.of(new Cell("A", 0)), List.of(new Cell("B", 0)), List.of(new Cell("C", 0)));
        assertThat(layers.lines())
                .extracting(Line::from, Line::to)
                .containsExactlyInAnyOrder(tuple("B", "A"), tuple("C", "B"));
    }

    /** A line over a layer passes through a point of its own there, so that it goes around boxes. */
    @Test
    void aLongLineGoesAroundWhatIsBetween() {
        Layers layers = Layers.of(
                Map.of("A", Set.of(), "X", Set.of(), "B", Set.of("X"), "C", Set.of("A", "B"), "D", Set.of("B")));

        assertThat(layers.layers().get(1)).hasSize(2).anyMatch(Cell::isPoint);
        assertThat(layers.lines())
                .filteredOn(each -> each.to().equals("A"))
                .singleElement()
                .extracting(each -> each.way().size())
                .isEqualTo(3);
    }
}
