package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.base.sigv4.Uri;
import io.moorage.browser.Look;
import io.moorage.browser.Tab;
import org.junit.jupiter.api.Test;

/** From a template's file to its stack, and what became of the stack behind CloudFormation's back, in a browser. */
final class ConsoleTemplateTest extends ConsoleInBrowser {
    private static final String TEMPLATE = """
            Description: Lines that are kept for a while
            Parameters:
              Days: {Type: Number, Default: 7, AllowedValues: [7, 14], Description: how long}
            Resources:
              Lines: {Type: 'AWS::Logs::LogGroup', Properties: {LogGroupName: /kept/lines, RetentionInDays: !Ref Days}}
            """;

    /** CloudFormation user guide, "Create a stack from the CloudFormation console": "Upload a template file", then its parameters. */
    @Test
    void aFileBecomesAStack() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/create-stack");
        tab.fill("Stack name", "kept");
        tab.choose("Template file", "kept.yaml", TEMPLATE);
        assertThat(tab.until("tester.field('Template').value.includes('/kept/lines')")
                        .asBoolean())
                .as("what is in the file is seen before it is sent")
                .isTrue();
        tab.click("Next");
        tab.sees("Lines that are kept for a while");
        assertThat(tab.evaluate("[...tester.field('Days').options].map((o) => o.value).join()")
                        .asText())
                .isEqualTo("7,14");
        tab.fill("Days", "14");
        tab.click("Create stack");
        tab.sees("The stack kept is being created.");
        completed(tab, "CREATE_COMPLETE");
        assertThat(server.logs("DescribeLogGroups", "{}").body()).contains("\"retentionInDays\":14");
    }

    /** CloudFormation user guide, "Detect unmanaged configuration changes to stacks and resources with drift detection". */
    @Test
    void whatChangedBehindTheStacksBackIsShown() throws Exception {
        Tab tab = browser.tab();
        makeStack();
        tab.open(server.uri() + "/console/stacks/kept");
        completed(tab, "CREATE_COMPLETE");
        tab.click("Drift");
        tab.sees("Nobody has looked yet.");
        Look.accessible(tab);
        tab.click("Detect drift");
        tab.sees("Every resource was looked at.");
        tab.sees("IN_SYNC");
        assertThat(server.logs("PutRetentionPolicy", "{\"logGroupName\":\"/kept/lines\",\"retentionInDays\":30}")
                        .statusCode())
                .isEqualTo(200);
        tab.click("Detect drift");
        tab.sees("MODIFIED");
        tab.sees("/RetentionInDays NOT_EQUAL 7 30");
        Look.shot(tab, "stack-drift");
        server.logs("DeleteLogGroup", "{\"logGroupName\":\"/kept/lines\"}");
        tab.click("Detect drift");
        tab.sees("DELETED");
    }

    /** CloudFormation user guide, "Delete a change set": "CloudFormation deletes the change set ... the stack isn't modified". */
    @Test
    void aChangeSetThatIsNotWantedIsDeleted() throws Exception {
        Tab tab = browser.tab();
        makeStack();
        tab.open(server.uri() + "/console/stacks/kept");
        completed(tab, "CREATE_COMPLETE");
        tab.click("Change sets");
        tab.sees("There is no change set.");
        tab.click("Update");
        tab.sees("Update kept");
        tab.click("Next");
        tab.fill("Days", "14");
        tab.click("Review changes first");
        tab.sees("Nothing was changed yet: review it here.");
        tab.sees("Modify");
        tab.sees("Lines");
        assertThat(tab.text()).doesNotContain("Will be lost");
        tab.click("Delete change set");
        tab.sees("The change set review-1 was deleted.");
        assertThat(server.logs("DescribeLogGroups", "{}").body()).contains("\"retentionInDays\":7");
    }

    /** A stack that there is not yet: its change set shows what would be made, and makes it. */
    @Test
    void aNewStackIsReviewedFirst() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/create-stack");
        tab.fill("Stack name", "kept");
        tab.fill("Template", TEMPLATE);
        tab.click("Next");
        tab.click("Review changes first");
        tab.sees("Add");
        assertThat(server.logs("DescribeLogGroups", "{}").body()).doesNotContain("/kept/lines");
        tab.click("Execute");
        tab.sees("The changes are being made.");
        completed(tab, "CREATE_COMPLETE");
        assertThat(server.logs("DescribeLogGroups", "{}").body()).contains("/kept/lines");
    }

    private static void completed(Tab tab, String state) throws Exception {
        assertThat(tab.until("document.querySelector('#facts .status')?.textContent === '" + state + "'")
                        .asBoolean())
                .as(state)
                .isTrue();
    }

    private void makeStack() throws Exception {
        assertThat(server.cloudformation("Action=CreateStack&StackName=kept&TemplateBody=" + Uri.encode(TEMPLATE))
                        .statusCode())
                .isEqualTo(200);
    }
}
