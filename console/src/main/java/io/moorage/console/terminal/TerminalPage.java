package io.moorage.console.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.ec2.MachinePages;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.Shell;
import io.moorage.console.frame.View;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import java.util.List;

/** A terminal in a container of a task, or on an instance. It connects when asked to, never by its address alone: an address can be sent by anybody. */
public final class TerminalPage {
    private static final String SHELL = "/bin/sh";

    private static final Html BUTTONS = Html.of("<button class=\"primary\" id=\"open\" disabled>Connect</button>"
            + "<button type=\"button\" id=\"close\" hidden>Disconnect</button>");

    private static final Html STATE = Html.of(
            "<p class=\"check-line\" id=\"terminal-state\" role=\"status\">Not connected. Connect opens a shell.</p>");

    private final Html scripts;

    private TerminalPage(Html scripts) {
        this.scripts = scripts;
    }

    public static List<Route> routes(Shell shell) {
        Html scripts = Html.all(List.of(
                shell.styles("xterm/xterm.css"),
                shell.library("xterm/xterm.js"),
                shell.library("xterm/addon-canvas.js"),
                shell.library("xterm/addon-fit.js"),
                shell.script("terminal.js")));
        TerminalPage page = new TerminalPage(scripts);
        return List.of(
                Route.get(
                        "ecs/clusters/{cluster}/tasks/{task}/terminal",
                        ask -> Need.filledIn("ecs", "ExecuteCommand", in -> in.put("cluster", ask.path("cluster"))
                                .put("task", ask.path("task"))
                                .put("command", SHELL)
                                .put("interactive", true)),
                        page::ofTask),
                Route.get(
                        "ec2/instances/{instance}/terminal",
                        ask -> Need.call("ssm", "StartSession", in -> in.put("Target", ask.path("instance"))),
                        page::ofInstance));
    }

    private View.Page ofInstance(Ask ask) {
        String id = ask.path("instance");
        JsonNode instance = ask.aws()
                .call("ec2", "DescribeInstances", in -> in.putArray("InstanceId")
                        .add(id))
                .at("/reservationSet/0/instancesSet/0");
        String state = MachinePages.state(instance);
        ask.aws().mention("ssm", "StartSession", in -> in.put("Target", id));
        Html form = ask.unlessRefused(
                ask.refusalOfOpening(ask.at()),
                "card",
                Html.of("<div class=\"inline\">{}</div>{}", BUTTONS, STATE),
                fields -> Html.of(
                        "<form class=\"card\" id=\"connect\" data-socket=\"{}\" data-instance=\"{}\" data-csrf=\"{}\">{}</form>{}",
                        Terminals.PATH,
                        id,
                        ask.csrf(),
                        fields,
                        scripts));
        return new View.Page(
                "Terminal",
                List.of(new Crumb(Links.to("ec2", "instances"), "Instances"), new Crumb(MachinePages.href(id), id)),
                Html.NOTHING,
                Html.of(
                        "{}{}{}",
                        Html.of("<p class=\"alert\">The instance is {}: a shell needs one that runs.</p>", state)
                                .when(!state.equals("running")),
                        form,
                        screen(Html.of(
                                "It runs as root, through StartSession of Systems Manager: your permission is ssm:StartSession on the"
                                        + " instance."))),
                List.of());
    }

    private View.Page ofTask(Ask ask) {
        String cluster = ask.path("cluster");
        String id = ask.path("task");
        JsonNode task = ask.aws()
                .call("ecs", "DescribeTasks", in -> in.put("cluster", cluster)
                        .putArray("tasks")
                        .add(id))
                .path("tasks")
                .path(0);
        if (task.isMissingNode()) {
            throw new AwsException("InvalidParameterException", 404, "The referenced task was not found.");
        }
        List<String> containers = Aws.list(task.path("containers")).stream()
                .map(each -> each.path("name").asText())
                .toList();
        String chosen = ask.query().find("container").orElse(containers.isEmpty() ? "" : containers.getFirst());
        ask.aws().mention("ecs", "ExecuteCommand", in -> in.put("cluster", cluster)
                .put("task", id)
                .put("container", chosen)
                .put("command", SHELL)
                .put("interactive", true));
        return new View.Page(
                "Terminal",
                List.of(
                        new Crumb(Links.to("ecs", "clusters"), "Clusters"),
                        new Crumb(Links.to("ecs", "clusters", cluster), cluster),
                        new Crumb(Links.to("ecs", "clusters", cluster, "tasks", id), id)),
                Html.NOTHING,
                Html.of(
                        "{}{}",
                        form(ask, containers, chosen),
                        screen(Html.of(
                                "It runs as the container's user, through ExecuteCommand: your permission is ecs:ExecuteCommand on the"
                                        + " task."))),
                List.of());
    }

    private Html form(Ask ask, List<String> containers, String chosen) {
        Html all = Html.of(
                """
                <div class="inline"><label>Container<select name="container">{}</select></label>
                <label>Command<input name="command" value="{}" required list="shells" autocomplete="off" spellcheck="false"></label>
                <datalist id="shells"><option>/bin/sh</option><option>/bin/bash</option></datalist>
                {}</div>{}""",
                containers.stream()
                        .map(name -> Html.of(
                                "<option{}>{}</option>", Html.of(" selected").when(name.equals(chosen)), name))
                        .toList(),
                SHELL,
                BUTTONS,
                STATE);
        return ask.unlessRefused(
                ask.refusalOfOpening(ask.at()),
                "card",
                all,
                fields -> Html.of(
                        "<form class=\"card\" id=\"connect\" data-socket=\"{}\" data-cluster=\"{}\" data-task=\"{}\" data-csrf=\"{}\">{}</form>{}",
                        Terminals.PATH,
                        ask.path("cluster"),
                        ask.path("task"),
                        ask.csrf(),
                        fields,
                        scripts));
    }

    /** @param how it runs there, and by which permission */
    private static Html screen(Html how) {
        return Html.of("""
                <div class="alert bad" role="alert" id="terminal-refusal" hidden></div>
                <section class="console-screen" aria-label="Terminal"><div id="terminal"></div></section>
                <p class="hint">Shift+Escape leaves the terminal for the page. The shell ends when this page is closed. {}</p>
                <noscript><p class="alert">A terminal needs scripts. The command below does the same.</p></noscript>""", how);
    }
}
