package io.moorage.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.browser.Chromium;
import io.moorage.browser.Look;
import io.moorage.browser.Tab;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The post in a browser, on real parts: its whole story by one click, then its clicks one by one, from "Create new task definition"
 * to rows that outlive the instance they were written on. Checklist rows 42, 44-51, 54, 55, 57, 59.
 */
@ExtendWith(WithMoorage.class)
class Story9ConsoleTest {
    private static final Duration BOUND = Duration.ofMinutes(2);

    @Test
    void theWholePostByClicks(MoorageUnderTest moorage, @TempDir Path scratch) throws Exception {
        new PostStack(moorage, scratch).clear();
        String role = ExecutionRole.ensure(moorage);
        try (Chromium chromium = new Chromium(scratch.resolve("profile"))) {
            ConsoleWalk walk = new ConsoleWalk(chromium.tab(), moorage.endpoint());
            long begun = System.nanoTime();
            playByOneClick(walk.tab(), moorage.endpoint());
            PostStack.say("the story by one click", begun);

            begun = System.nanoTime();
            walk.endService("mysql");
            String definition = walk.defineByWizard(role);
            writeRowsInATaskOfItsOwn(walk);
            PostStack.say("wizard, Run task, rows by the terminal", begun);

            begun = System.nanoTime();
            walk.createService(definition);
            lookAround(walk);
            PostStack.say("Create Service, and a look at its logs, files and clients", begun);

            begun = System.nanoTime();
            loseTheInstance(walk);
            PostStack.say("Terminate, rows again at the same name, failover view", begun);

            begun = System.nanoTime();
            cleanUp(walk);
            assertThat(moorage.aws("efs", "describe-file-systems").path("FileSystems"))
                    .isEmpty();
            assertThat(moorage.aws("elb", "describe-load-balancers").path("LoadBalancerDescriptions"))
                    .isEmpty();
            assertThat(moorage.docker("ps", "--quiet", "--filter", "name=" + moorage.name() + "-i-"))
                    .as("machines that still run")
                    .isBlank();
            PostStack.say("Clean up", begun);
        }
    }

    /** "You can see an example of this in action by ... terminating the instance that the MySQL task is running on." */
    private static void playByOneClick(Tab tab, String endpoint) throws Exception {
        tab.open(endpoint + "/console/");
        tab.click("See it happen");
        tab.click("Start");
        tab.sees("It runs MySQL at this moment.", BOUND);
        tab.sees("3 rows are committed");
        Look.picture(tab, "first-run-dark", Look.WIDE, true);
        tab.click("Kill the instance");
        tab.sees("The machine is gone for good");
        tab.click("Kill the instance");
        tab.sees("Play it again", BOUND);
        tab.sees("3 rows of 3 are there");
        assertThat(tab.evaluate("[...document.querySelectorAll('.story li')].map((e) => e.className).join()")
                        .asText())
                .as(tab.text())
                .isEqualTo("done,done,done,done,done,done,done");
    }

    /** The post's template is one stack, which goes as a whole. */
    private static void cleanUp(ConsoleWalk walk) throws Exception {
        walk.endService("MySQL_Service");
        Tab tab = walk.tab();
        tab.click("See it happen");
        tab.click("Clean up");
        tab.sees("every row in it are lost for good");
        tab.click("Clean up");
        tab.sees("There is no stack.", BOUND);
    }

    /** "choose Run task from the Actions menu"; "run docker exec command to connect to the container". */
    private static void writeRowsInATaskOfItsOwn(ConsoleWalk walk) throws Exception {
        walk.runTask();
        walk.tab().sees("ready for connections", BOUND);
        walk.openTerminal();
        walk.enter("mysql -ppassword -Ne \"CREATE DATABASE fleet; CREATE TABLE fleet.boats (name VARCHAR(20));"
                + " INSERT INTO fleet.boats VALUES ('ketch'), ('sloop'), ('yawl');"
                + " SELECT CONCAT(COUNT(*), ' boats') FROM fleet.boats\"");
        walk.tab().sees("3 boats");
        walk.enter("mysql -ppassword -te \"SELECT name FROM fleet.boats\"; ls /var/lib/mysql");
        walk.tab().sees("| ketch |");
        Look.picture(walk.tab(), "terminal-dark", Look.WIDE, true);
        walk.stopTask();
    }

    /** "You'll see they're the same, proving that the files are stored on the EFS file system." */
    private static void lookAround(ConsoleWalk walk) throws Exception {
        Tab tab = walk.tab();
        tab.click("Load balancers");
        walk.clickFirst("#listed tbody a");
        tab.sees("InService", BOUND);
        tab.click("Logs");
        tab.click(ConsoleWalk.LOG_GROUP);
        walk.clickFirst("#streams tbody a");
        tab.sees("ready for connections");
        tab.click("File systems");
        tab.sees("efs-docker");
        walk.clickFirst("tbody a");
        tab.click("Files");
        tab.click("mysql/");
        tab.sees("ibdata1");
        tab.sees("fleet/");
        Look.picture(tab, "files", Look.WIDE, false);
        tab.click("Clients");
        tab.sees("/mysql/ibdata1");
        tab.sees("reading, writing");
        walk.holds("!document.getElementById('activity').innerText.includes('…')", "rates and latencies are there");
        Look.picture(tab, "clients", Look.WIDE, false);
        tab.click("Clusters");
        tab.sees("Create cluster");
        tab.click("Overview");
        tab.sees("1 of 1");
        walk.holds("document.querySelectorAll('svg.map .mounted').length === 2", "both instances have it mounted");
    }

    /** "Not only does the MySQL task start on another instance in the cluster, but the terminated instance is replaced." */
    private static void loseTheInstance(ConsoleWalk walk) throws Exception {
        Tab tab = walk.tab();
        String name = walk.balancerName();
        String task = walk.openService("");
        tab.click(task);
        walk.clickFirst("#state a[href*=instances]");
        String lost = walk.clickFirst("#facts a[href*=ec2]");
        walk.openTerminal();
        walk.enter("docker ps --format '{{.Image}} runs' && echo on $(hostname)");
        tab.sees("mysql runs");
        tab.sees("on ip-");
        Look.picture(tab, "terminal-instance", Look.WIDE, false);
        tab.click(lost);
        tab.click("Terminate");
        tab.sees("It goes for good");
        tab.click("Terminate");
        tab.sees("The instance is being terminated.");

        tab.click(walk.openService(task));
        walk.openTerminal();
        walk.enter("until mysql -h " + name + " -ppassword -Ne \"SELECT CONCAT(COUNT(*), ' boats') FROM fleet.boats\";"
                + " do sleep 0.2; done");
        tab.sees("3 boats", BOUND);
        tab.click("Failovers");
        tab.sees(lost + " was terminated");
        tab.sees("service:MySQL_Service: its containers run");
        tab.sees("service:MySQL_Service: the first client is answered", BOUND);
        tab.sees("until its tasks served again", BOUND);
        assertThat(tab.evaluate("[...document.querySelectorAll('.failover')][0].querySelector('.keys').innerText")
                        .asText())
                .containsPattern("Noticed\\s+[0-9.]+ s")
                .containsPattern("Fenced\\s+[0-9.]+ s")
                .containsPattern("Placed\\s+[0-9.]+ s")
                .containsPattern("Started\\s+[0-9.]+ s");
        Look.picture(tab, "failovers", Look.WIDE, false);
        walk.openService(task);
        Look.picture(tab, "service-dark", Look.WIDE, true);
    }
}
