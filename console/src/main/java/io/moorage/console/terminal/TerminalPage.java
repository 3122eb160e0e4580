package io.moorage.console.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.Shell;
import io.moorage.console.frame.View;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import java.util.List;

/** A terminal in a container of a task. It connects when asked to, never by its address alone: an address can be sent by anybody. */
public final class TerminalPage {
    private static final String SHELL = "/bin/sh";

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
        return List.of(Route.get("ecs/clusters/{cluster}/tasks/{task}/terminal", new TerminalPage(scripts)::page));
    }

    private View.Page page(Ask ask) {
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
                Html.of("{}{}{}", form(ask, containers, chosen), screen(), scripts),
                List.of());
    }

    private static Html form(Ask ask, List<String> containers, String chosen) {
        return Html.of(
                """
                <form class="card" id="connect" data-socket="{}" data-cluster="{}" data-task="{}" data-csrf="{}">
                <div class="inline"><label>Container<select name="container">{}</select></label>
                <label>Command<input name="command" value="{}" required list="shells" autocomplete="off" spellcheck="false"></label>
                <datalist id="shells"><option>/bin/sh</option><option>/bin/bash</option></datalist>
                <button class="primary" id="open" disabled>Connect</button><button type="button" id="close" hidden>Disconnect</button></div>
                <p class="check-line" id="terminal-state" role="status">Not connected.</p></form>""",
                Terminals.PATH,
                ask.path("cluster"),
                ask.path("task"),
                ask.csrf(),
                containers.stream()
                        .map(name -> Html.of(
                                "<option{}>{}</option>", Html.of(" selected").when(name.equals(chosen)), name))
                        .toList(),
                SHELL);
    }

    private static Html screen() {
        return Html.of("""
                <div class="alert bad" role="alert" id="terminal-refusal" hidden></div>
                <section class="console-screen" aria-label="Terminal"><div id="terminal"></div></section>
                <p class="hint">Shift+Escape leaves the terminal for the page. The shell ends when this page is closed. It runs as the container's
                user, through ExecuteCommand: your permission is ecs:ExecuteCommand on the task.</p>
                <noscript><p class="alert">A terminal needs scripts. The command below does the same.</p></noscript>""");
    }
}
