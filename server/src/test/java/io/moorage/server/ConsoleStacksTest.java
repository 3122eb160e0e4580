package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.base.sigv4.Uri;
import io.moorage.browser.Look;
import io.moorage.browser.Tab;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Stacks in the console, in a browser. */
final class ConsoleStacksTest extends ConsoleInBrowser {
    private static final String TEMPLATE = """
            Description: Files and who may reach them
            Parameters:
              Where: {Type: 'AWS::EC2::Subnet::Id', Description: where the file system is mounted}
              Mode: {Type: String, Default: bursting, AllowedValues: [bursting, elastic]}
              Secret: {Type: String, NoEcho: true, Default: hidden}
              Zones: {Type: 'List<AWS::EC2::AvailabilityZone::Name>'}
            Resources:
              Data: {Type: AWS::EFS::FileSystem, Properties: {ThroughputMode: !Ref Mode, FileSystemTags: [{Key: Name, Value: files}]}}
              Door: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: NFS}}
              Way: {Type: AWS::EFS::MountTarget, Properties: {FileSystemId: !Ref Data, SubnetId: !Ref Where, SecurityGroups: [!GetAtt Door.GroupId]}}
              Actor: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: sts:AssumeRole}]}}}
            Outputs:
              Id: {Value: !Ref Data, Description: the file system}
            """;

    /** CloudFormation user guide, "Creating a stack on the CloudFormation console", then a change set, then its deletion. */
    @Test
    void aStackIsMadeReviewedChangedAndDeleted() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/stacks");
        tab.sees("There is no stack.");
        tab.click("Create stack");
        Look.accessible(tab);
        tab.fill("Stack name", "files");
        tab.fill("Template", TEMPLATE);
        tab.click("Next");
        tab.sees("Files and who may reach them");
        parameters(tab);
        tab.click("Create stack");
        tab.sees("The stack files is being created.");
        tab.until("document.querySelector('#facts .status')?.textContent === 'CREATE_COMPLETE'");
        graph(tab);
        tab.click("Parameters and outputs");
        tab.sees("the file system");
        tab.sees("****");
        tab.click("Events");
        tab.sees("User Initiated");
        Look.shot(tab, "stack-events");
        reviewed(tab);
        tab.click("Delete");
        tab.sees("These go: ");
        tab.sees("Data (EFS::FileSystem)");
        tab.click("Delete");
        tab.sees("The stack files is being deleted.");
        tab.sees("There is no stack.");
    }

    private static void parameters(Tab tab) throws Exception {
        assertThat(tab.evaluate("tester.field('Secret').type + tester.field('Secret').value")
                        .asText())
                .isEqualTo("password");
        assertThat(tab.evaluate("[...tester.field('Mode').options].map((o) => o.value).join()")
                        .asText())
                .isEqualTo("bursting,elastic");
        String subnet = tab.evaluate("tester.field('Where').options[1].text").asText();
        assertThat(subnet).matches("subnet-[0-9a-f]+ \\(us-east-1[a-z], .*\\)");
        tab.fill("Where", subnet);
        tab.evaluate("tester.field('us-east-1a').click()");
        Look.shot(tab, "stack-parameters");
        tab.evaluate("tester.field('I acknowledge CAPABILITY_IAM').click()");
        tab.fill("Tags", "team=data");
    }

    /** WCAG 2.1.1, "Keyboard": each box of the graph is a link with words. */
    private static void graph(Tab tab) throws Exception {
        assertThat(tab.evaluate(
                                "[...document.querySelectorAll('svg.graph a')].map((a) => a.ariaLabel).sort().join('; ')")
                        .asText())
                .startsWith("Actor, IAM::Role, CREATE_COMPLETE; Data, EFS::FileSystem, CREATE_COMPLETE; Door");
        assertThat(tab.evaluate("document.querySelectorAll('svg.graph .line').length")
                        .asInt())
                .isEqualTo(2);
        tab.evaluate("document.querySelector('svg.graph a[aria-label^=Way]').focus()");
        tab.press("Enter");
        tab.sees("Is needed by");
        assertThat(tab.until("document.querySelectorAll('svg.graph .line.mine').length === 2")
                        .asBoolean())
                .isTrue();
        Look.shot(tab, "stack");
    }

    private void reviewed(Tab tab) throws Exception {
        tab.click("Update");
        tab.sees("Update files");
        tab.fill("Template", TEMPLATE.replace("GroupDescription: NFS", "GroupDescription: files"));
        tab.click("Next");
        tab.sees("I acknowledge CAPABILITY_IAM");
        tab.evaluate("tester.field('I acknowledge CAPABILITY_IAM').click()");
        tab.click("Review changes first");
        tab.sees("Nothing was changed yet: review it here.");
        tab.sees("Will be lost:");
        tab.sees("Door (AWS::EC2::SecurityGroup)");
        Look.shot(tab, "change-set");
        tab.click("Execute");
        tab.sees("although something is lost?");
        tab.click("Execute");
        tab.sees("The changes are being made.");
        assertThat(tab.until("document.querySelector('#facts .status')?.textContent === 'UPDATE_COMPLETE'")
                        .asBoolean())
                .isTrue();
    }

    /** CloudFormation user guide, "Stack failure options": what failed stays, red, with its reason; events come by themselves. */
    @Test
    void whatFailsIsColouredByItsStateAndEventsFollow() throws Exception {
        String template = "Resources: {Lines: {Type: 'AWS::Logs::LogGroup', Properties: {RetentionInDays: %s}}%s}";
        server.cloudformation(
                "Action=CreateStack&StackName=whole&TemplateBody=" + Uri.encode(template.formatted("7", "")));
        server.cloudformation(
                "Action=CreateStack&StackName=broken&OnFailure=DO_NOTHING&TemplateBody="
                        + Uri.encode(
                                template.formatted(
                                        "7",
                                        ", Nowhere: {Type: 'AWS::EC2::Subnet', DependsOn: Lines, Properties: {VpcId: vpc-00000000000000000, CidrBlock: 10.0.0.0/24}}")));
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/stacks/broken");
        assertThat(tab.until("document.querySelector('#facts .status')?.textContent === 'CREATE_FAILED'")
                        .asBoolean())
                .isTrue();
        tab.sees("The vpc ID 'vpc-00000000000000000' does not exist");
        assertThat(tab.evaluate(
                                "(() => { const of = (name) => getComputedStyle(document.querySelector(`svg.graph a[aria-label^=${name}] path`)).stroke;"
                                        + " const said = (kind) => getComputedStyle(document.querySelector(`#shown tbody .status.${kind}`)).color;"
                                        + " return of('Lines') === said('good') && of('Nowhere') === said('bad') && said('good') !== said('bad'); })()")
                        .asBoolean())
                .isTrue();
        Look.shot(tab, "broken-stack");
        tab.open(server.uri() + "/console/stacks/whole?tab=events");
        tab.sees("CREATE_COMPLETE");
        server.cloudformation(
                "Action=UpdateStack&StackName=whole&TemplateBody=" + Uri.encode(template.formatted("14", "")));
        tab.sees("UPDATE_COMPLETE");
    }

    /** A stack as large as the example's: each resource has a box, and none is over another. */
    @Test
    void aLargeStackIsReadable() throws Exception {
        server.ec2("Action=CreateKeyPair&KeyName=door");
        assertThat(server.cloudformation(
                                "Action=CreateStack&StackName=bank&Capabilities.member.1=CAPABILITY_IAM&Parameters.member.1.ParameterKey=KeyName"
                                        + "&Parameters.member.1.ParameterValue=door&TemplateBody="
                                        + Uri.encode(Files.readString(Path.of("../examples/efs-docker.yaml"))))
                        .statusCode())
                .isEqualTo(200);
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/stacks/bank");
        assertThat(tab.until("document.querySelectorAll('svg.graph .box').length > 15")
                        .asBoolean())
                .isTrue();
        assertThat(tab.evaluate(
                                "(() => { const all = [...document.querySelectorAll('svg.graph .box rect')].map((e) => e.getBoundingClientRect());"
                                        + " return all.some((a, i) => all.some((b, j) => i < j && a.left < b.right && b.left < a.right"
                                        + " && a.top < b.bottom && b.top < a.bottom)); })()")
                        .asBoolean())
                .isFalse();
        Look.shot(tab, "large-stack");
    }

    /** What is refused is said where it can be mended, and what was typed is still there. */
    @Test
    void aTemplateThatIsRefusedCanBeMended() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/create-stack");
        tab.fill("Stack name", "broken");
        tab.fill("Template", "Resources: {A: {Type: 'AWS::Nothing::Here'}}");
        tab.click("Next");
        tab.sees("ValidationError");
        assertThat(tab.evaluate("tester.field('Template').value + tester.field('Stack name').value")
                        .asText())
                .contains("AWS::Nothing::Here", "broken");
        Look.accessible(tab);
        tab.fill("Template", "Resources: {A: {Type: 'AWS::Logs::LogGroup'}}");
        tab.click("Next");
        tab.sees("The template has no parameters.");
        tab.fill("Tags", "nonsense");
        tab.click("Create stack");
        tab.sees("A tag is a line key=value");
        tab.fill("Tags", "");
        tab.click("Create stack");
        tab.sees("The stack broken is being created.");
        tab.click("Protect from deletion");
        tab.sees("Nobody deletes the stack until this is taken off.");
        tab.click("Delete");
        tab.click("Delete");
        tab.sees("TerminationProtection is enabled");
    }

    /** IAM decides: who may see stacks may not make one, and is told so with the form still there. */
    @Test
    void whoMayNotIsToldSo() throws Exception {
        Tab tab = browser.tab();
        Visitors.signIn(
                server,
                tab,
                "[\"cloudformation:DescribeStacks\",\"cloudformation:GetTemplateSummary\",\"cloudformation:CreateChangeSet\"]");
        tab.open(server.uri() + "/console/create-stack");
        tab.fill("Stack name", "mine");
        tab.fill("Template", "Resources: {A: {Type: 'AWS::Logs::LogGroup'}}");
        tab.click("Next");
        tab.click("Create stack");
        tab.sees("This needs cloudformation:CreateStack, and is refused because no identity-based policy allows");
        tab.click("Close");
        Look.accessible(tab);
        tab.click("Review changes first");
        tab.sees("is not authorized to perform: cloudformation:DescribeChangeSet");
        server.iam("Action=DeleteUserPolicy&UserName=ada&PolicyName=p");
        tab.open(server.uri() + "/console/create-stack");
        tab.sees("This needs cloudformation:CreateStack");
        assertThat(tab.evaluate("tester.field('Stack name').matches(':disabled')")
                        .asBoolean())
                .isTrue();
    }
}
