package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.base.sigv4.Uri;
import io.moorage.browser.Look;
import io.moorage.browser.Tab;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Machines, networks and who reaches whom, in the console, in a browser. */
final class ConsoleNetworkTest extends ConsoleInBrowser {
    private static final String PUBLIC_KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIK0wmN/Cr3JXqmLW7u+g9pTh+wyqDHpSQEIQczXkVx9q";

    /** EC2 user guide, "Amazon EC2 instance state changes". */
    @Test
    void anInstanceIsWatchedStoppedStartedAndTerminated() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ec2/instances");
        tab.sees("There is no instance.");
        String id = launch();
        tab.sees(id);
        Look.shot(tab, "instances");
        tab.click(id);
        tab.sees("Security groups");
        Look.shot(tab, "instance");
        tab.click("Status checks");
        tab.sees("reachability passed");
        tab.click("Metrics");
        tab.sees("CPUUtilization: no value in this time.");
        tab.click("Console output");
        tab.sees("simulated instance " + id);
        Look.accessible(tab);
        tab.click("Volumes");
        tab.click("Tags");
        tab.sees("It has no tags.");
        becomes(tab, "running");
        tab.click("Reboot");
        tab.sees("No task runs on it.");
        tab.click("Reboot");
        tab.sees("The instance is being rebooted.");
        tab.click("Stop");
        tab.sees("Stop the instance " + id + "?");
        tab.click("Stop");
        tab.sees("The instance is being stopped.");
        becomes(tab, "stopped");
        tab.click("Start");
        becomes(tab, "running");
        tab.click("Terminate");
        tab.sees("It goes for good");
        tab.sees("nothing launches another in its place");
        tab.click("Terminate");
        becomes(tab, "terminated");
        assertThat(tab.until("!document.querySelector('#page-actions button')").asBoolean())
                .as("buttons follow the state")
                .isTrue();
        tab.click("Failovers");
        tab.until("location.search === '?instance=" + id + "'");
        tab.sees("All failovers");
        tab.open(server.uri() + "/console/ec2/instances/i-00000000000000000");
        tab.sees("InvalidInstanceID.NotFound");
    }

    private static void becomes(Tab tab, String state) throws Exception {
        assertThat(tab.until("document.querySelector('#facts .status')?.textContent === '" + state + "'")
                        .asBoolean())
                .as(state)
                .isTrue();
    }

    /** EC2 user guide, "Create a key pair": the private half is had once. */
    @Test
    void aKeyPairIsHadOnce() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ec2/key-pairs");
        tab.sees("There is no key pair.");
        tab.fill("Key pair name", "door");
        tab.click("Create key pair");
        tab.sees("This is the only time it is shown.");
        assertThat(tab.evaluate("tester.field('Private key').value").asText()).startsWith("-----BEGIN");
        Look.accessible(tab);
        tab.click("I have saved it");
        tab.sees("ed25519");
        assertThat(tab.text()).doesNotContain("PRIVATE KEY");
        tab.fill("Key pair name", "door");
        tab.click("Create key pair");
        tab.sees("InvalidKeyPair.Duplicate");
        Look.shot(tab, "key-pairs");
        tab.click("Delete");
        tab.click("Delete");
        tab.sees("The key pair door was deleted.");
        tab.open(server.uri() + "/console/ec2/images");
        tab.sees("available");
        Look.accessible(tab);
    }

    /** API_ImportKeyPair: the public half of one's own, and nothing is shown that one has. */
    @Test
    void aKeyPairOfOnesOwnIsImported() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ec2/key-pairs");
        tab.fill("Key pair name", "mine");
        tab.fill("Public key", "ssh-ed25519 nothing");
        tab.click("Create key pair");
        tab.sees("InvalidKey.Format");
        assertThat(tab.evaluate("tester.field('Public key').value").asText())
                .as("what was typed can be mended")
                .isEqualTo("ssh-ed25519 nothing");
        tab.fill("Public key", "%s me@home".formatted(PUBLIC_KEY));
        tab.click("Create key pair");
        tab.sees("The key pair mine was imported.");
        tab.sees("ed25519");
        assertThat(server.ec2("Action=DescribeKeyPairs&IncludePublicKey=true").body())
                .contains("<keyName>mine<")
                .contains(PUBLIC_KEY);
    }

    /** VPC user guide, "Create a security group": nothing may come in, everything go out. */
    @Test
    void aSecurityGroupIsMade() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ec2/security-groups");
        tab.fill("Group name", "sg-mine");
        tab.fill("Description", "of the shop");
        tab.click("Create security group");
        tab.sees("InvalidParameterValue");
        tab.fill("Group name", "shop");
        tab.click("Create security group");
        tab.sees("nothing may come in yet");
        tab.sees("Nothing may come in.");
        tab.sees("0.0.0.0/0");
        tab.click("Delete");
        tab.click("Delete");
        tab.sees("was deleted.");
    }

    /** VPC user guide, "Security group rules". */
    @Test
    void aRuleLetsOneReachTheOther() throws Exception {
        String first = launch();
        String second = launch();
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ec2/security-groups");
        tab.sees("default VPC security group");
        Look.accessible(tab);
        tab.click("Can A reach B?");
        ask(tab, "203.0.113.1", second);
        tab.sees("203.0.113.1 does not reach " + second + " on tcp 22");
        tab.sees("No inbound rule of it has tcp 22 with 203.0.113.1");
        Look.shot(tab, "reach");
        ask(tab, first, second);
        tab.sees(first + " reaches " + second + " on tcp 22");

        tab.open(server.uri() + "/console/ec2/security-groups");
        tab.click(tab.until("document.querySelector('#listed tbody a')?.textContent")
                .asText());
        tab.fill("Ports", "22");
        tab.fill("Addresses or group", "nonsense");
        tab.click("Add rule");
        tab.sees("InvalidParameterValue");
        tab.fill("Addresses or group", "0.0.0.0/0");
        tab.click("Add rule");
        tab.sees("The rule holds from now on.");
        Look.shot(tab, "security-group");
        tab.open(server.uri() + "/console/ec2/reach");
        ask(tab, "203.0.113.1", second);
        tab.sees("203.0.113.1 reaches " + second + " on tcp 22");
        tab.sees("lets 0.0.0.0/0 pass");
        tab.click("Security groups");
        tab.click(tab.until("document.querySelector('#listed tbody a')?.textContent")
                .asText());
        tab.click("Take off");
        tab.sees("Take off the rule all all 0.0.0.0/0?");
        tab.click("Take off");
        tab.sees("Nothing may go out.");
        tab.open(server.uri() + "/console/ec2/reach?from=nobody&to=" + second);
        tab.sees(
                "neither an instance, a file system with mount targets, a load balancer, a network interface, nor an address");
    }

    private static void ask(Tab tab, String from, String to) throws Exception {
        tab.fill("From", from);
        tab.fill("To", to);
        tab.fill("Port", "22");
        tab.click("Ask");
    }

    @Test
    void aVpcIsAMap() throws Exception {
        launch();
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ec2/vpcs");
        tab.sees("available");
        tab.click(tab.until("document.querySelector('#listed tbody a')?.textContent")
                .asText());
        tab.sees("From subnets to the ways out");
        assertThat(tab.evaluate("document.getElementById('facts').innerText").asText())
                .contains("172.31.0.0/16");
        assertThat(tab.evaluate("document.querySelector('svg.map').ariaLabel").asText())
                .matches("[1-9] subnets, 1 route tables, ways out: igw-.*");
        Look.shot(tab, "vpc");
    }

    /** IAM decides what of the network is shown. */
    @Test
    void whoMayNotIsToldSo() throws Exception {
        String id = launch();
        Tab tab = browser.tab();
        Visitors.signIn(server, tab, "[\"ec2:DescribeInstances\"]");
        tab.open(server.uri() + "/console/ec2/instances/" + id + "?tab=status");
        tab.sees("not authorized to perform");
        tab.sees("Ask whoever keeps the account's IAM policies");
        tab.click("Terminate");
        tab.sees("This needs ec2:TerminateInstances on arn:aws:ec2:us-east-1:123456789012:instance/" + id);
        tab.open(server.uri() + "/console/ec2/reach");
        tab.sees("UnauthorizedOperation");
    }

    private String launch() throws Exception {
        return found(
                server.ec2("Action=RunInstances&MinCount=1&MaxCount=1&ImageId=" + Uri.encode(image()))
                        .body(),
                "<instanceId>(i-[^<]+)<");
    }

    private String image() throws Exception {
        return found(server.ec2("Action=DescribeImages").body(), "<imageId>(ami-[^<]+)<");
    }

    private static String found(String xml, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(xml);
        assertThat(matcher.find()).as(xml).isTrue();
        return matcher.group(1);
    }
}
