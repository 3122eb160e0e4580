package io.moorage.console.firstrun;

import io.moorage.console.firstrun.Step.State;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Live;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.View;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The page that plays the post's story: whoever starts it sees it, may end it, and is asked before the instance is killed. */
public final class FirstRunPages {
    public static final String HREF = Links.to("first-run");
    static final String TOPIC = "first-run";
    private static final int MOST = 20;

    private final Live live;
    private final InstantSource clock;

    /** By whoever started it. */
    private final Map<String, Run> runs = new LinkedHashMap<>();

    public FirstRunPages(Live live, InstantSource clock) {
        this.live = live;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("first-run", this::page),
                Route.post(
                        "first-run/start",
                        ask -> Need.filledIn("cloudformation", "CreateStack", in -> in.put("StackName", Stage.STACK)),
                        this::start),
                Route.post("first-run/kill", ask -> Need.onAnything("ec2", "TerminateInstances"), this::kill),
                Route.post("first-run/cancel", ask -> Need.Nothing.NOTHING, this::cancel),
                Route.post(
                        "first-run/clean-up",
                        ask -> Need.call("cloudformation", "DeleteStack", in -> in.put("StackName", Stage.STACK)),
                        this::cleanUp));
    }

    private synchronized Optional<Run> run(Ask ask) {
        return Optional.ofNullable(runs.get(ask.who()));
    }

    private View.Page page(Ask ask) {
        Optional<Run> run = run(ask);
        run.ifPresent(each -> each.commands()
                .forEach(command -> ask.aws().mention(command.service(), command.operation(), in -> command.input()
                        .properties()
                        .forEach(member -> in.set(member.getKey(), member.getValue())))));
        List<Step> steps = run.map(Run::steps)
                .orElseGet(() ->
                        List.of(Step.Name.values()).stream().map(Step::waiting).toList());
        Html body = Html.of(
                "<p class=\"lead\">A database whose machine dies, and goes on with every row: the story of the AWS post, from one template."
                        + " Everything here is done by the public API, as {}.</p>{}",
                ask.who().substring(ask.who().lastIndexOf(':') + 1),
                Parts.live("story", said(steps), Html.of("{}{}", buttons(ask, run), list(steps))));
        return new View.Page("See it happen", List.of(), Html.NOTHING, body, List.of(TOPIC));
    }

    private static String said(List<Step> steps) {
        return steps.stream()
                .filter(each -> each.state() != State.WAITING)
                .reduce((before, after) -> after)
                .map(each -> each.name().title() + ": " + word(each.state()))
                .orElse("Not begun");
    }

    private static Html buttons(Ask ask, Optional<Run> run) {
        if (run.isEmpty()) {
            return Html.of("<div class=\"row\">{}</div>", ask.act(HREF + "/start", "Start", "primary"));
        }
        Html clean = ask.destroy(
                "clean-up",
                HREF + "/clean-up",
                "Clean up",
                "Delete the stack " + Stage.STACK + "?",
                Stream.concat(
                                Stream.of("The story did not make it: it was there before.")
                                        .filter(each -> !run.get().isOfOwnStack()),
                                Stream.of(
                                        "Its instances, its load balancer, its file system and every row in it are lost for good."))
                        .toList());
        if (run.get().isOver()) {
            return Html.of("<div class=\"row\">{}{}</div>", ask.act(HREF + "/start", "Play it again", ""), clean);
        }
        return Html.of(
                "<div class=\"row\">{}{}</div>",
                ask.destroy(
                                "kill",
                                HREF + "/kill",
                                "Kill the instance",
                                question(run.get()),
                                List.of(
                                        "The machine is gone for good, with everything that is not on the file system."))
                        .when(run.get().asks() && !run.get().isKillAllowed()),
                ask.act(HREF + "/cancel", "Cancel", "quiet"));
    }

    private static String question(Run run) {
        return run.steps().stream()
                .filter(each -> each.state() == State.ASKING)
                .map(Step::told)
                .findFirst()
                .orElse("Kill it?");
    }

    private static Html list(List<Step> steps) {
        return Html.of(
                "<ol class=\"story card\">{}</ol>",
                steps.stream().map(FirstRunPages::item).toList());
    }

    private static Html item(Step step) {
        return Html.of(
                "<li class=\"{}\"><div><strong>{}</strong> <span class=\"hint\">{}</span></div><p>{}</p><div class=\"state\">{} {}</div></li>",
                step.state().name().toLowerCase(Locale.ROOT),
                step.name().title(),
                step.name().hint(),
                step.told(),
                Parts.status(word(step.state())),
                took(step));
    }

    private static String word(State state) {
        return switch (state) {
            case WAITING -> "waits";
            case DOING -> "IN_PROGRESS";
            case DONE -> "DONE";
            case SKIPPED -> "left out";
            case ASKING -> "asks you";
            case CANCELLED -> "cancelled";
            case FAILED -> "FAILED";
        };
    }

    private static Html took(Step step) {
        return step.began()
                .flatMap(began -> step.ended().map(ended -> Duration.between(began, ended)))
                .map(took -> Html.of(
                        "<span class=\"hint\">{}</span>",
                        String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0)))
                .orElse(Html.NOTHING);
    }

    private View start(Ask ask) {
        Supplier<Aws> aws = ask.later();
        Run run;
        synchronized (this) {
            Run before = runs.get(ask.who());
            run = new Run(clock, before != null && before.isOfOwnStack(), () -> live.changed(List.of(TOPIC)));
            if (before != null && !before.isOver()) {
                return new View.GoTo(HREF, "It is being played already.");
            }
            if (runs.size() >= MOST) {
                runs.values().removeIf(Run::isOver);
            }
            runs.put(ask.who(), run);
        }
        Thread.ofVirtual().name("first-run").start(new Player(run, aws, live, clock));
        return new View.GoTo(HREF, "It begins.");
    }

    private View kill(Ask ask) {
        run(ask).filter(Run::asks).ifPresent(Run::allowKill);
        return new View.GoTo(HREF, "The instance is being killed.");
    }

    private View cancel(Ask ask) {
        run(ask).ifPresent(Run::cancel);
        return new View.GoTo(HREF, "It ends here.");
    }

    private View cleanUp(Ask ask) {
        run(ask).ifPresent(Run::cancel);
        new Stage().clear(ask.aws());
        synchronized (this) {
            runs.remove(ask.who());
        }
        return new View.GoTo(Links.to("stacks"), "The stack " + Stage.STACK + " is being deleted.");
    }
}
