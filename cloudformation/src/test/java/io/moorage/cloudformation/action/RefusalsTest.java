package io.moorage.cloudformation.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Calls;
import io.moorage.awsapi.Principal;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.CreateStackInput;
import io.moorage.awsmodels.cloudformation.CreateStackOutput;
import io.moorage.awsmodels.cloudformation.Parameter;
import io.moorage.awsmodels.cloudformation.Tag;
import io.moorage.cloudformation.engine.Account;
import io.moorage.cloudformation.engine.ResourceCalls;
import io.moorage.cloudformation.engine.Templates;
import io.moorage.cloudformation.resource.ResourceTypes;
import io.moorage.cloudformation.types.AllTypes;
import io.moorage.store.CloudFormationTables;
import io.moorage.store.memory.MemoryStore;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What CreateStack refuses, in AWS's words, before anything is written, and without calling anybody. */
final class RefusalsTest {
    private static final String VPC = "'V':{'Type':'AWS::EC2::VPC','Properties':{'CidrBlock':'10.0.0.0/16'}}";
    private static final String FILES = "'F':{'Type':'AWS::EFS::FileSystem'}";
    private static final Calls NOBODY = new Calls() {
        @Override
        public <I, O> O call(Operation<I, O> operation, I input, Principal principal) {
            throw new AssertionError("nobody is to be called: " + operation);
        }
    };

    private final MemoryStore store = new MemoryStore();
    private final Action<CreateStackInput, CreateStackOutput> createStack = createStack(store);

    @SuppressWarnings("unchecked") // an action has the types of its operation
    private static Action<CreateStackInput, CreateStackOutput> createStack(MemoryStore store) {
        ResourceTypes types = new ResourceTypes(AllTypes.list("http://localhost", new Random(1)));
        return (Action<CreateStackInput, CreateStackOutput>) CloudFormationActions.all(
                        store,
                        new Account("123456789012", "us-east-1", List.of("us-east-1a", "us-east-1b")),
                        types,
                        new Templates(types),
                        new HttpTemplates(),
                        NOBODY,
                        new ResourceCalls(types, NOBODY),
                        new Random(1))
                .stream()
                .filter(each -> each.operation() == CloudformationOperations.CREATE_STACK)
                .findFirst()
                .orElseThrow();
    }

    private static String resources(String... entries) {
        return "{'Resources':{" + String.join(",", entries) + "}}";
    }

    private static String parameter(String declaration) {
        return "{'Parameters':{'P':{" + declaration + "}},'Resources':{" + FILES + "}}";
    }

    private static String invalid(String logicalId) {
        return "Properties validation failed for resource " + logicalId + " with message: ";
    }

    static List<Arguments> templates() {
        return List.of(
                Arguments.of("{'Resources':", "Template format error: JSON not well-formed. (line 1, column 14)"),
                Arguments.of("Resources: [", "Template format error: YAML not well-formed. (line 1, column 13)"),
                Arguments.of(
                        resources(
                                "'A':{'Type':'AWS::EFS::FileSystem','DependsOn':'B'}",
                                "'B':{'Type':'AWS::EFS::FileSystem','DependsOn':'A'}"),
                        "Circular dependency between resources: [A, B]"),
                Arguments.of(
                        resources("'S':{'Type':'AWS::EC2::Subnet','Properties':{'VpcId':{'Ref':'Gone'}}}"),
                        "Template format error: Unresolved resource dependencies [Gone] in the Resources block of the template"),
                Arguments.of(
                        resources(FILES, "'C':{'Type':'Custom::Thing'}", "'D':{'Type':'AWS::Nope::Nope'}"),
                        "Template format error: Unrecognized resource types: [AWS::Nope::Nope, Custom::Thing]"),
                Arguments.of(
                        "{'Transform':'AWS::Serverless-2016-10-31','Resources':{" + FILES + "}}",
                        "Template format error: the section Transform is not supported:"
                                + " \"AWS::Serverless-2016-10-31\". Write out what it stands for."),
                Arguments.of(
                        resources("'V':{'Type':'AWS::EC2::VPC','Properties':{'CidrBlock':{'Fn::Nope':'x'}}}"),
                        "Template error: Encountered unsupported function: Fn::Nope Supported functions are: [Fn::Base64,"
                                + " Fn::Cidr, Fn::FindInMap, Fn::GetAZs, Fn::GetAtt, Fn::If, Fn::ImportValue, Fn::Join,"
                                + " Fn::Select, Fn::Split, Fn::Sub, Ref]"),
                Arguments.of(
                        resources("'V':{'Type':'AWS::EC2::VPC','Properties':{'CidrBlok':'10.0.0.0/16'}}"),
                        invalid("V") + "#: extraneous key [CidrBlok] is not permitted"),
                Arguments.of(
                        resources("'V':{'Type':'AWS::EC2::VPC'}"),
                        invalid("V") + "#: required key [CidrBlock] not found"),
                Arguments.of(
                        resources("'V':{'Type':'AWS::EC2::VPC','Properties':{'CidrBlock':['10.0.0.0/16']}}"),
                        invalid("V") + "Value of property CidrBlock must be of type String"),
                Arguments.of(
                        resources("'T':{'Type':'AWS::EFS::MountTarget','Properties':{'FileSystemId':'f','SubnetId':'s',"
                                + "'SecurityGroups':'sg-1'}}"),
                        invalid("T") + "Value of property SecurityGroups must be of type List"),
                Arguments.of(
                        resources(VPC + ",'S':{'Type':'AWS::EC2::Subnet','Properties':{'VpcId':{'Ref':'V'},"
                                + "'MapPublicIpOnLaunch':'maybe'}}"),
                        invalid("S") + "Value of property MapPublicIpOnLaunch must be of type Boolean"),
                Arguments.of(
                        resources("'T':{'Type':'AWS::ECS::TaskDefinition','Properties':{'ContainerDefinitions':"
                                + "[{'Name':'a','Memory':'much'}]}}"),
                        invalid("T") + "Value of property ContainerDefinitions/0/Memory must be of type Integer"),
                Arguments.of(
                        resources("'T':{'Type':'AWS::ECS::TaskDefinition','Properties':{'ContainerDefinitions':"
                                + "[{'Nam':'a'}]}}"),
                        invalid("T") + "#/ContainerDefinitions/0: extraneous key [Nam] is not permitted"),
                Arguments.of(
                        resources(
                                VPC,
                                "'S':{'Type':'AWS::EC2::Subnet','Properties':{'VpcId':{'Fn::GetAtt':['V','Nope']}}}"),
                        "Template error: resource V does not support attribute type Nope in Fn::GetAtt"),
                Arguments.of(
                        "{'Resources':{" + VPC + "},'Outputs':{'O':{'Value':{'Fn::Sub':'${V.Nope}'}}}}",
                        "Template error: resource V does not support attribute type Nope in Fn::GetAtt"),
                Arguments.of(
                        "{'Conditions':{'C':{'Fn::Equals':[{'Ref':'F'},'x']}},'Resources':{" + FILES + "}}",
                        "Template format error: Unresolved dependencies [F]. Cannot reference resources in the Conditions block"
                                + " of the template"),
                Arguments.of(
                        resources("'F':{'Type':'AWS::EFS::FileSystem','DeletionPolicy':'Snapshot'}"),
                        "Template format error: resource type AWS::EFS::FileSystem does not support the policy Snapshot: F"),
                Arguments.of(
                        resources(
                                "'F':{'Type':'AWS::EFS::FileSystem','CreationPolicy':{'ResourceSignal':{'Timeout':'soon'}}}"),
                        "Invalid CreationPolicy of resource F: the timeout must be an ISO 8601 duration such as PT15M, of at"
                                + " most PT12H, not soon"),
                Arguments.of(
                        resources("'F':{'Type':'AWS::EFS::FileSystem','UpdatePolicy':{'AutoScalingRollingUpdate':{}}}"),
                        "Template format error: UpdatePolicy AutoScalingRollingUpdate is not supported for resource type"
                                + " AWS::EFS::FileSystem: F"),
                Arguments.of(
                        resources(
                                "'G':{'Type':'AWS::AutoScaling::AutoScalingGroup','Properties':{'MinSize':1,'MaxSize':1},"
                                        + "'UpdatePolicy':{'AutoScalingRollingUpdate':{'PauseTime':'PT2H'}}}"),
                        "Invalid UpdatePolicy of resource G: PauseTime of AutoScalingRollingUpdate must be an ISO 8601 duration"
                                + " such as PT5M, of at most PT1H, not PT2H"),
                Arguments.of(parameter("'Type':'Strin'"), "Template format error: Unrecognized parameter type: Strin"),
                Arguments.of(
                        parameter("'Type':'Number','MinValue':1,'Default':0"),
                        "Parameter 'P' must be a number not less than 1"),
                Arguments.of(parameter("'Type':'String'"), "Parameters: [P] must have values"),
                Arguments.of(
                        "{'Resources':{" + FILES + "},'Description':'" + "x".repeat(51_200) + "'}",
                        "1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have"
                                + " length less than or equal to 51200"));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void aTemplateThatCannotBeMade(String template, String message) {
        AwsException refused = refused(CreateStackInput.builder().templateBody(template.replace('\'', '"')));
        assertThat(refused).hasMessage(message);
        assertThat(refused.code()).isEqualTo("ValidationError");
    }

    private AwsException refused(CreateStackInput.Builder input) {
        AwsException refused = catchThrowableOfType(
                AwsException.class, () -> create(input.stackName("s").build()));
        assertThat(refused).isNotNull();
        assertThat(store.view().all(CloudFormationTables.STACKS)).isEmpty();
        assertThat(store.view().all(CloudFormationTables.EVENTS)).isEmpty();
        return refused;
    }

    private CreateStackOutput create(CreateStackInput input) {
        return createStack.handle(
                input,
                new RequestContext(
                        Principal.root("123456789012"),
                        "123456789012",
                        "us-east-1",
                        "r",
                        "127.0.0.1",
                        true,
                        Instant.EPOCH));
    }

    private static CreateStackInput.Builder files() {
        return CreateStackInput.builder().templateBody(resources(FILES).replace('\'', '"'));
    }

    /** API reference, CreateStack. */
    @Test
    void aRequestThatContradictsItselfOrAsksForWhatIsNotDone() {
        assertThat(refused(CreateStackInput.builder()))
                .hasMessage("Either Template URL or Template Body must be specified.");
        assertThat(refused(files().templateURL("http://127.0.0.1/t")))
                .hasMessage("Template URL and Template Body cannot be specified together.");
        assertThat(refused(files().templateBody(null).templateURL("file:///etc/passwd")))
                .hasMessage("TemplateURL must be a supported URL: http or https, not file:///etc/passwd");
        assertThat(refused(files().templateBody(null).templateURL("http://127.0.0.1:1/t")))
                .hasMessageStartingWith("TemplateURL must reference a template that the control plane can read");
        assertThat(refused(files().disableRollback(true).onFailure("DELETE")))
                .hasMessage("Both OnFailure and DisableRollback cannot be specified.");
        assertThat(refused(files().notificationARNs(List.of("arn:aws:sns:us-east-1:123456789012:t"))))
                .hasMessageContaining("is not supported by Moorage");
        assertThat(refused(files().tags(List.of(new Tag("aws:x", "y")))))
                .hasMessage("aws: prefixed tag key names are not allowed for external use.");
        assertThat(refused(files().parameters(List.of(Parameter.builder()
                        .parameterKey("Q")
                        .parameterValue("1")
                        .build()))))
                .hasMessage("Parameters: [Q] do not exist in the template");
        assertThat(refused(files().resourceTypes(List.of("AWS::EC2::*"))))
                .hasMessage(
                        "Resource type AWS::EFS::FileSystem is not allowed by parameter ResourceTypes [AWS::EC2::*]");
        assertThat(refused(files().stackPolicyBody("{}")))
                .hasMessage("Error validating stack policy: Invalid stack policy");
    }

    /** API reference, CreateStack, {@code Capabilities}: IAM resources with names of their own need more. */
    @Test
    void identitiesAreAcknowledged() {
        String role = "'R':{'Type':'AWS::IAM::Role','Properties':{%s'AssumeRolePolicyDocument':{}}}";
        AwsException unnamed =
                refused(files().templateBody(resources(role.formatted("")).replace('\'', '"')));
        assertThat(unnamed.code()).isEqualTo("InsufficientCapabilitiesException");
        assertThat(unnamed).hasMessage("Requires capabilities : [CAPABILITY_IAM]");
        assertThat(refused(files().templateBody(
                                resources(role.formatted("'RoleName':'r',")).replace('\'', '"'))
                        .capabilities(List.of("CAPABILITY_IAM"))))
                .hasMessage("Requires capabilities : [CAPABILITY_NAMED_IAM]");
    }

    @Test
    void aNameIsTakenOnce() {
        CreateStackOutput first =
                create(files().stackName("s").clientRequestToken("t").build());
        assertThat(create(files().stackName("s").clientRequestToken("t").build()))
                .isEqualTo(first);
        AwsException taken = catchThrowableOfType(
                AwsException.class, () -> create(files().stackName("s").build()));
        assertThat(taken.code()).isEqualTo("AlreadyExistsException");
        assertThat(taken).hasMessage("Stack [s] already exists");
        assertThat(catchThrowableOfType(
                        AwsException.class, () -> create(files().stackName("1s").build())))
                .hasMessageContaining("at 'stackName' failed to satisfy constraint");
    }
}
