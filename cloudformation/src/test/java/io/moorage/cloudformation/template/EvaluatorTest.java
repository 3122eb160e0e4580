package io.moorage.cloudformation.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** CloudFormation user guide, "Intrinsic function reference": the examples of its pages, and what each page refuses. */
final class EvaluatorTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEMPLATE = """
            {'Parameters':{'Env':{'Type':'String'},'Zones':{'Type':'CommaDelimitedList','Default':'a,b'}},
             'Mappings':{'Regions':{'us-west-2':{'Ami':'ami-1','Zones':['x','y']}}},
             'Conditions':{
               'Prod':{'Fn::Equals':[{'Ref':'Env'},'prod']},
               'NotProd':{'Fn::Not':[{'Condition':'Prod'}]},
               'Both':{'Fn::And':[{'Condition':'Prod'},{'Condition':'NotProd'}]},
               'Either':{'Fn::Or':[{'Condition':'Prod'},{'Condition':'NotProd'}]}},
             'Resources':{'Vpc':{'Type':'T'},'OnlyProd':{'Type':'T','Condition':'Prod'}}}
            """.replace('\'', '"');

    static List<Arguments> values() {
        return List.of(
                Arguments.of("{'Ref':'Vpc'}", "'vpc'"),
                Arguments.of("{'Ref':'Env'}", "'test'"),
                Arguments.of("{'Ref':'AWS::Region'}", "'us-west-2'"),
                Arguments.of("{'Fn::GetAtt':['Vpc','CidrBlock']}", "'vpc/CidrBlock'"),
                Arguments.of("{'Fn::GetAtt':'Vpc.A.B'}", "'vpc/A.B'"),
                Arguments.of("{'Fn::Join':[':',['a','b',{'Ref':'AWS::AccountId'}]]}", "'a:b:123456789012'"),
                Arguments.of("{'Fn::Split':['|','a||c']}", "['a','','c']"),
                Arguments.of("{'Fn::Select':['1',{'Fn::GetAZs':''}]}", "'us-west-2b'"),
                Arguments.of("{'Fn::GetAZs':'eu-west-1'}", "['eu-west-1a','eu-west-1b','eu-west-1c']"),
                Arguments.of("{'Fn::FindInMap':['Regions',{'Ref':'AWS::Region'},'Ami']}", "'ami-1'"),
                Arguments.of("{'Fn::Base64':'AWS CloudFormation'}", "'QVdTIENsb3VkRm9ybWF0aW9u'"),
                Arguments.of("{'Fn::Sub':'${Env}-${Vpc.Id}-${!Literal}'}", "'test-vpc/Id-${Literal}'"),
                Arguments.of("{'Fn::Sub':['www.${Domain}',{'Domain':{'Ref':'Env'}}]}", "'www.test'"),
                Arguments.of(
                        "{'Fn::Cidr':['192.168.0.0/24','3','5']}",
                        "['192.168.0.0/27','192.168.0.32/27','192.168.0.64/27']"),
                Arguments.of("{'Fn::If':['Prod','big','small']}", "'small'"),
                Arguments.of("{'A':{'Fn::If':['Prod','x',{'Ref':'AWS::NoValue'}]},'B':1}", "{'B':1}"),
                Arguments.of("['a',{'Ref':'AWS::NoValue'}]", "['a']"),
                Arguments.of("{'Fn::ImportValue':'net-VpcId'}", "'vpc-9'"));
    }

    private static Evaluator evaluator(String env) throws InvalidTemplateException {
        FakeScope scope = new FakeScope().with("Env", env);
        scope.exports.put("net-VpcId", "vpc-9");
        return new Evaluator(new TemplateReader(type -> true).read(TEMPLATE), scope);
    }

    private static JsonNode json(String singleQuoted) throws Exception {
        return JSON.readTree(singleQuoted.replace('\'', '"'));
    }

    @ParameterizedTest
    @MethodSource("values")
    void worksOut(String expression, String value) throws Exception {
        assertThat(evaluator("test").value(json(expression))).contains(json(value));
    }

    @Test
    void conditionsDecideWhatExists() throws Exception {
        assertThat(evaluator("prod").exists(Optional.of("Prod"))).isTrue();
        assertThat(evaluator("test").exists(Optional.of("Prod"))).isFalse();
        assertThat(evaluator("test").exists(Optional.of("Both"))).isFalse();
        assertThat(evaluator("test").exists(Optional.of("Either"))).isTrue();
        assertThat(evaluator("test").exists(Optional.empty())).isTrue();
    }

    static List<Arguments> refused() {
        return List.of(
                Arguments.of(
                        "{'Fn::FindInMap':['Regions','eu','Ami']}",
                        "Template error: Unable to get mapping for Regions::eu::Ami"),
                Arguments.of(
                        "{'Fn::Select':['7',['a']]}",
                        "Template error: Fn::Select cannot select nonexistent value at index 7"),
                Arguments.of(
                        "{'Ref':'OnlyProd'}",
                        "Template format error: Unresolved resource dependencies [OnlyProd] in the Resources block of the template"),
                Arguments.of("{'Fn::ImportValue':'gone'}", "No export named gone found."),
                Arguments.of(
                        "{'Fn::Cidr':['10.0.0.0/24','4','7']}",
                        "Template error: Fn::Cidr: 10.0.0.0/24 does not hold 4 blocks of 128 addresses"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refuses(String expression, String message) throws Exception {
        Evaluator evaluator = evaluator("test");
        JsonNode node = json(expression);

        assertThatThrownBy(() -> evaluator.value(node))
                .isInstanceOf(InvalidTemplateException.class)
                .hasMessage(message);
    }
}
