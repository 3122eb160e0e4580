package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.base.sigv4.Uri;
import io.moorage.browser.Look;
import io.moorage.browser.Tab;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Users, groups, roles and policies in the console, and why something is allowed or denied, in a browser. */
final class ConsoleIdentityTest extends ConsoleInBrowser {
    /** IAM user guide, "Policy evaluation logic": what denies decides, and what nobody allows is denied. */
    @Test
    void itIsSaidWhyACallIsAllowedOrDenied() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/iam/users");
        tab.sees("There is no user.");
        server.iam("Action=CreateUser&UserName=eve");
        tab.click("eve");
        tab.sees("None is attached.");
        tab.fill("Policy name", "few");
        tab.fill("Policy document", "{ no");
        tab.click("Put policy");
        tab.sees("MalformedPolicyDocument");
        tab.fill("Policy document", """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": "ecs:*", "Resource": "*"},
                  {"Effect": "Deny", "Action": "ecs:DeleteCluster", "Resource": "*"}]}""");
        tab.click("Put policy");
        tab.sees("It holds from the next call on.");
        tab.sees("ecs:DeleteCluster");
        Look.shot(tab, "user");
        tab.click("What may it do?");
        tab.fill("Actions", "ecs:RunTask\necs:DeleteCluster\nec2:RunInstances");
        tab.click("Ask");
        tab.sees("These statements allow it, and none denies it.");
        tab.sees("A statement denies it; no other can allow it then.");
        tab.sees("No statement allows it, and what is not allowed is denied.");
        assertThat(tab.evaluate(
                                "[...document.querySelectorAll('#answer pre')].map((p) => p.textContent.replace(/\\s/g, '')).join()")
                        .asText())
                .isEqualTo(
                        "{\"Effect\":\"Allow\",\"Action\":\"ecs:*\",\"Resource\":\"*\"},{\"Effect\":\"Deny\",\"Action\":\"ecs:DeleteCluster\",\"Resource\":\"*\"}");
        Look.shot(tab, "simulator");
        keys(tab);
        tab.open(server.uri() + "/console/iam/users/eve");
        tab.click("Delete few");
        tab.sees("Delete few from eve?");
        tab.click("Delete few");
        tab.sees("It holds from the next call on.");
        tab.sees("It has none.");
        for (String each : new String[] {"groups", "roles", "instance-profiles", "policies"}) {
            tab.open(server.uri() + "/console/iam/" + each);
            Look.accessible(tab);
        }
        tab.fill("Filter Policies", "AmazonEC2ContainerServiceforEC2Role");
        tab.sees("Policies 1 of ");
        tab.click("AmazonEC2ContainerServiceforEC2Role");
        tab.sees("ecs:RegisterContainerInstance");
        Look.shot(tab, "policy");
    }

    private void keys(Tab tab) throws Exception {
        tab.open(server.uri() + "/console/iam/users/eve?tab=keys");
        tab.click("Create access key");
        tab.sees("This is the only time the secret is shown.");
        String secret = tab.evaluate("tester.field('Secret access key').value").asText();
        tab.click("I have saved it");
        tab.click("Deactivate");
        tab.sees("The access key is Inactive.");
        assertThat(tab.evaluate("document.documentElement.outerHTML").asText()).doesNotContain(secret);
        tab.click("Delete key");
        tab.click("Delete key");
        tab.sees("The access key was deleted.");
    }

    /** IAM user guide, "Edit users in IAM groups": whoever is in a group may do what its policies allow. */
    @Test
    void aUserOfAGroupMayWhatThePolicyOfTheGroupAllows() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/iam/policies");
        tab.fill("Policy name", "lookers");
        tab.fill("Policy document", "{ no");
        tab.click("Create policy");
        tab.sees("MalformedPolicyDocument");
        assertThat(tab.evaluate("tester.field('Policy name').value").asText()).isEqualTo("lookers");
        tab.fill(
                "Policy document",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"ecs:List*\",\"Resource\":\"*\"}]}");
        tab.click("Create policy");
        tab.sees("The policy lookers was created.");
        tab.open(server.uri() + "/console/iam/users");
        tab.fill("User name", "eve");
        tab.click("Create user");
        tab.sees("The user eve was created. It may do nothing yet.");
        tab.open(server.uri() + "/console/iam/users");
        tab.fill("User name", "eve");
        tab.click("Create user");
        tab.sees("EntityAlreadyExists");
        Look.accessible(tab);

        tab.open(server.uri() + "/console/iam/groups");
        tab.fill("Group name", "keepers");
        tab.click("Create group");
        tab.sees("The group keepers was created.");
        tab.fill("Policy", "lookers");
        tab.click("Attach");
        tab.sees("policy/lookers");
        tab.click("Users");
        tab.sees("Nobody is in it.");
        tab.fill("User name", "eve");
        tab.click("Add to group");
        tab.sees("eve is in the group from now on.");
        Look.shot(tab, "group");
        tab.open(server.uri() + "/console/iam/simulator?principal=" + Uri.encode(arn("user/eve"))
                + "&actions=ecs:ListTasks");
        tab.sees("These statements allow it, and none denies it.");
        takenApart(tab);
    }

    private static String arn(String of) {
        return "arn:aws:iam::" + SimulatedServer.ACCOUNT + ":" + of;
    }

    private void takenApart(Tab tab) throws Exception {
        String policy = server.uri() + "/console/iam/policies/" + Uri.encode(arn("policy/lookers"));
        tab.open(policy);
        tab.click("Delete");
        tab.click("Delete");
        tab.sees("DeleteConflict");
        tab.open(server.uri() + "/console/iam/groups/keepers?tab=users");
        tab.click("Remove");
        tab.sees("What only the group's policies allowed is refused to eve");
        tab.click("Remove");
        tab.sees("Nobody is in it.");
        server.iam("Action=DetachGroupPolicy&GroupName=keepers&PolicyArn=" + Uri.encode(arn("policy/lookers")));
        tab.open(policy);
        tab.click("Delete");
        tab.click("Delete");
        tab.sees("The policy lookers was deleted.");
    }

    /** IAM user guide, "Use instance profiles": the console makes one of the role's name. */
    @Test
    void aRoleIsMadeAndInstancesMayActAsIt() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/iam/roles");
        tab.fill("Role name", "actor");
        tab.fill("Trust policy", "{ no");
        tab.click("Create role");
        tab.sees("MalformedPolicyDocument");
        tab.fill(
                "Trust policy",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}");
        tab.click("Create role");
        tab.sees("The role actor was created.");
        tab.click("Trust");
        tab.sees("ec2.amazonaws.com");
        tab.click("Instance profiles");
        tab.open(server.uri() + "/console/iam/roles/actor?tab=profiles");
        tab.click("Create instance profile");
        tab.sees("act as this role.");
        assertThat(server.iam("Action=ListInstanceProfilesForRole&RoleName=actor")
                        .body())
                .contains("<InstanceProfileName>actor<");
        Look.shot(tab, "role-profiles");
    }

    /** STS API reference, DecodeAuthorizationMessage; EC2 user guide, "Encoded authorization failure message". */
    @Test
    void aRefusalOfEc2IsDecodedAndItsStatementFound() throws Exception {
        String key;
        try (ConsoleVisitor ada = new ConsoleVisitor(server)) {
            ada.signIn(
                    "ada",
                    "[{\"Effect\":\"Allow\",\"Action\":\"ec2:*\",\"Resource\":\"*\"},"
                            + "{\"Effect\":\"Deny\",\"Action\":\"ec2:DeleteKeyPair\",\"Resource\":\"*\"}]");
            server.ec2("Action=CreateKeyPair&KeyName=door");
            HttpResponse<String> refused = ada.post("ec2/key-pairs/door/delete", "");
            assertThat(refused.body()).contains("UnauthorizedOperation");
            key = Visitors.between(refused.body(), "<p>Encoded authorization failure message: ");
        }
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/iam/simulator");
        tab.fill("Encoded message", "nonsense");
        tab.click("Decode");
        tab.sees("InvalidAuthorizationMessageException");
        tab.fill("Encoded message", "You may not. Encoded authorization failure message: " + key);
        tab.click("Decode");
        tab.sees("What was refused");
        assertThat(tab.evaluate(
                                "[...document.querySelectorAll('#answer dd')].map((e) => e.innerText.trim()).join(' | ')")
                        .asText())
                .startsWith(arn("user/ada") + " | ec2:DeleteKeyPair | arn:aws:ec2:us-east-1:")
                .endsWith(" | A statement denies it; no other can allow it then.");
        Look.shot(tab, "decoded");
        tab.click("Which statements decide?");
        tab.sees("ec2:DeleteKeyPair on arn:aws:ec2:us-east-1:");
        assertThat(tab.evaluate("document.querySelector('#answer pre').textContent.replace(/\\s/g, '')")
                        .asText())
                .isEqualTo("{\"Effect\":\"Deny\",\"Action\":\"ec2:DeleteKeyPair\",\"Resource\":\"*\"}");
    }
}
