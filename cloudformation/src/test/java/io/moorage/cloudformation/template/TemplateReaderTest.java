package io.moorage.cloudformation.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** CloudFormation user guide, "Template anatomy"; the messages are those of ValidateTemplate and CreateStack. */
final class TemplateReaderTest {
    private static final TemplateReader READER = new TemplateReader(type -> type.startsWith("AWS::"));

    static List<Arguments> refused() {
        return List.of(
                Arguments.of("{", "Template format error: JSON not well-formed. (line 1, column 2)"),
                Arguments.of("[1]", "Template format error: unsupported structure."),
                Arguments.of("{}", "Template format error: At least one Resources member must be defined."),
                Arguments.of(
                        "{\"AWSTemplateFormatVersion\":\"2011-01-01\",\"Resources\":{}}",
                        "Template format error: [2011-01-01] is not a supported template format version."),
                Arguments.of("{\"Resorces\":{}}", "Invalid template property or properties [Resorces]"),
                Arguments.of(
                        resources("'A':{'Type':'AWS::X::Y','Proprties':{}}"),
                        "Invalid template resource property 'Proprties'"),
                Arguments.of(
                        resources("'A':{'Properties':{}}"),
                        "Template format error: [/Resources/A] Every Resources object must contain a Type member."),
                Arguments.of(
                        resources("'A-1':{'Type':'AWS::X::Y'}"),
                        "Template format error: Resource name A-1 is non alphanumeric."),
                Arguments.of(
                        resources("'A':{'Type':'Foo::B'},'C':{'Type':'Bar::D'}"),
                        "Template format error: Unrecognized resource types: [Bar::D, Foo::B]"),
                Arguments.of(
                        resources("'A':{'Type':'AWS::X::Y','Properties':{'P':{'Ref':'Gone'}}}"),
                        "Template format error: Unresolved resource dependencies [Gone] in the Resources block of the template"),
                Arguments.of(
                        resources("'A':{'Type':'AWS::X::Y','DependsOn':'Gone'}"),
                        "Template format error: Unresolved resource dependencies [Gone] in the Resources block of the template"),
                Arguments.of(
                        resources("'A':{'Type':'AWS::X::Y','Properties':{'P':{'Fn::GetAtt':['Gone','Arn']}}}"),
                        "Template error: instance of Fn::GetAtt references undefined resource Gone (resource A)"),
                Arguments.of(
                        resources("'A':{'Type':'AWS::X::Y','Properties':{'P':{'Fn::Sub':'${B.Arn}'}}},"
                                + "'B':{'Type':'AWS::X::Y','DependsOn':'A'},'C':{'Type':'AWS::X::Y','DependsOn':'B'}"),
                        "Circular dependency between resources: [A, B]"),
                Arguments.of(
                        resources("'A':{'Type':'AWS::X::Y','Properties':{'P':{'Q':null}}}"),
                        "Template format error: [/Resources/A/Properties/P/Q] 'null' values are not allowed in templates"),
                Arguments.of(
                        resources("'A':{'Type':'AWS::X::Y','Condition':'Gone'}"),
                        "Template format error: Unresolved condition dependency Gone in the Conditions block of the template"),
                Arguments.of(
                        resources("'A':{'Type':'AWS::X::Y','DeletionPolicy':'Keep'}"),
                        "Template format error: Unrecognized DeletionPolicy Keep for resource A"),
                Arguments.of(
                        "{\"Transform\":\"AWS::Serverless-2016-10-31\",\"Resources\":{}}",
                        "Template format error: the section Transform is not supported: \"AWS::Serverless-2016-10-31\"."
                                + " Write out what it stands for."),
                Arguments.of("Resources:\n  A: [", "Template format error: YAML not well-formed. (line 2, column 7)"),
                Arguments.of(
                        "{\"Parameters\":{\"P\":{\"Type\":\"Strng\"}},\"Resources\":{}}",
                        "Template format error: Unrecognized parameter type: Strng"),
                Arguments.of(
                        "{\"Parameters\":{\"P\":{\"Type\":\"Number\",\"Default\":\"x\"}},\"Resources\":{}}",
                        "Parameter 'P' must be a number."));
    }

    private static String resources(String singleQuoted) {
        return ("{'Resources':{" + singleQuoted + "}}").replace('\'', '"');
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWithTheMessageOfCloudFormation(String text, String message) {
        assertThatThrownBy(() -> READER.read(text))
                .isInstanceOf(InvalidTemplateException.class)
                .hasMessage(message);
    }

    @Test
    void unknownFunctionsAreRefusedByName() {
        assertThatThrownBy(() -> READER.read(
                        resources("'A':{'Type':'AWS::X::Y','Properties':{'P':{'Fn::Transform':{'Name':'x'}}}}")))
                .hasMessageStartingWith("Template error: Encountered unsupported function: Fn::Transform");
    }

    @Test
    void resourcesComeAfterWhatTheyReferTo() throws Exception {
        Template template =
                READER.read(resources("'C':{'Type':'AWS::X::Y','Properties':{'P':{'Fn::Join':['',[{'Ref':'B'}]]}}},"
                        + "'B':{'Type':'AWS::X::Y','DependsOn':['A']},'A':{'Type':'AWS::X::Y'}"));

        Dependencies dependencies = Dependencies.of(template.resources().values());

        assertThat(dependencies.order()).containsExactly("A", "B", "C");
        assertThat(dependencies.of("C")).containsExactly("B");
    }

    @Test
    void yamlWithShortFormsIsTheSameTemplateAsJson() throws Exception {
        String yaml = """
                AWSTemplateFormatVersion: 2010-09-09
                Parameters:
                  Size: {Type: Number, Default: 2}
                Conditions:
                  Big: !Not [!Equals [!Ref Size, 1]]
                Resources:
                  A:
                    Type: AWS::X::Y
                    Condition: Big
                    Properties:
                      Name: !Sub "${AWS::StackName}-a"
                      Arn: !GetAtt B.Nested.Arn
                      Port: 3306
                      Account: 012345678901
                      Enabled: yes
                      Script: |
                        #!/bin/bash
                        echo ${Size}
                  B:
                    Type: AWS::X::Y
                """;
        String json = """
                {"AWSTemplateFormatVersion":"2010-09-09",
                 "Parameters":{"Size":{"Type":"Number","Default":2}},
                 "Conditions":{"Big":{"Fn::Not":[{"Fn::Equals":[{"Ref":"Size"},1]}]}},
                 "Resources":{"A":{"Type":"AWS::X::Y","Condition":"Big","Properties":{
                   "Name":{"Fn::Sub":"${AWS::StackName}-a"},"Arn":{"Fn::GetAtt":["B","Nested.Arn"]},"Port":3306,
                   "Account":"012345678901","Enabled":true,"Script":"#!/bin/bash\\necho ${Size}\\n"}},
                  "B":{"Type":"AWS::X::Y"}}}
                """;

        assertThat(READER.read(yaml).toString()).isEqualTo(READER.read(json).toString());
        assertThat(READER.read(yaml).parameters().values())
                .extracting(ParameterDeclaration::defaultValue)
                .containsExactly(Optional.of("2"));
    }

    @Test
    void yamlAliasesAreRefused() {
        assertThatThrownBy(() -> READER.read("Resources:\n  A: &x\n    Type: AWS::X::Y\n  B: *x\n"))
                .hasMessage("Template format error: YAML aliases are not allowed in CloudFormation templates");
    }
}
