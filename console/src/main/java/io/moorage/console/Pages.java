package io.moorage.console;

import io.moorage.awsapi.AwsException;
import io.moorage.console.autoscaling.ScalingGroupPages;
import io.moorage.console.cloudformation.StackPages;
import io.moorage.console.cloudwatch.AlarmPages;
import io.moorage.console.cloudwatch.MetricPages;
import io.moorage.console.ec2.ImagePages;
import io.moorage.console.ec2.KeyPages;
import io.moorage.console.ec2.MachinePages;
import io.moorage.console.ec2.ReachPages;
import io.moorage.console.ec2.SecurityGroupPages;
import io.moorage.console.ec2.VpcPages;
import io.moorage.console.ecs.ClusterPages;
import io.moorage.console.ecs.DefinitionPages;
import io.moorage.console.ecs.InstancePages;
import io.moorage.console.ecs.ServiceHistory;
import io.moorage.console.ecs.ServicePages;
import io.moorage.console.ecs.TaskPages;
import io.moorage.console.efs.FileSystemPages;
import io.moorage.console.efs.Storage;
import io.moorage.console.elb.BalancerPages;
import io.moorage.console.failover.FailoverPages;
import io.moorage.console.failover.Failovers;
import io.moorage.console.firstrun.FirstRunPages;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Live;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.Shell;
import io.moorage.console.frame.Shell.Section;
import io.moorage.console.frame.View;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import io.moorage.console.iam.IdentityPages;
import io.moorage.console.iam.PolicyPages;
import io.moorage.console.iam.SimulatorPages;
import io.moorage.console.logs.LogPages;
import io.moorage.console.overview.OverviewPage;
import io.moorage.console.sns.TopicPages;
import io.moorage.console.ssm.ParameterPages;
import io.moorage.console.terminal.TerminalPage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every page there is; a new one is a line here and a class beside its neighbours. */
final class Pages {
    private static final String MACHINES = "EC2 and network";
    private static final String WATCHING = "CloudWatch";

    static final List<Section> SECTIONS = List.of(
            section("", "Overview"),
            section("", "Failovers", "failovers"),
            section("", "See it happen", "first-run"),
            section("ECS", "Clusters", "ecs", "clusters"),
            new Section(
                    "ECS",
                    Links.to("ecs", "task-definitions"),
                    "Task Definitions",
                    List.of(
                            Links.to("ecs", "task-definitions"),
                            Links.to("ecs", "new-task-definition"),
                            Links.to("ecs", "run-task"),
                            Links.to("ecs", "create-service"))),
            section("EFS", "File systems", "efs"),
            section(MACHINES, "Instances", "ec2", "instances"),
            section(MACHINES, "Images", "ec2", "images"),
            section(MACHINES, "Key pairs", "ec2", "key-pairs"),
            section(MACHINES, "VPCs", "ec2", "vpcs"),
            new Section(
                    MACHINES,
                    Links.to("ec2", "security-groups"),
                    "Security groups",
                    List.of(Links.to("ec2", "security-groups"), Links.to("ec2", "reach"))),
            section("Load balancing and scaling", "Load balancers", "elb"),
            section("Load balancing and scaling", "Auto Scaling groups", "ec2", "auto-scaling-groups"),
            new Section(
                    "CloudFormation",
                    Links.to("stacks"),
                    "Stacks",
                    List.of(Links.to("stacks"), Links.to("create-stack"))),
            new Section(
                    WATCHING, Links.to("cloudwatch", "metrics"), "Metrics", List.of(Links.to("cloudwatch", "metric"))),
            section(WATCHING, "Alarms", "cloudwatch", "alarms"),
            section(WATCHING, "Logs", "logs"),
            section("SNS and Systems Manager", "Topics", "sns"),
            section("SNS and Systems Manager", "Parameters", "ssm"),
            section("IAM", "Users", "iam", "users"),
            section("IAM", "Groups", "iam", "groups"),
            section("IAM", "Roles", "iam", "roles"),
            section("IAM", "Policies", "iam", "policies"),
            section("IAM", "Instance profiles", "iam", "instance-profiles"),
            section("IAM", "Why allowed or denied", "iam", "simulator"));

    private Pages() {}

    private static Section section(String group, String name, String... steps) {
        return new Section(group, Links.to(steps), name, List.of(Links.to(steps)));
    }

    static List<Route> routes(
            Shell shell,
            Storage storage,
            Live live,
            ServiceHistory services,
            Failovers failovers,
            FirstRunPages firstRun) {
        return Stream.of(
                        new OverviewPage(storage, failovers).routes(),
                        new FailoverPages(failovers).routes(),
                        firstRun.routes(),
                        ClusterPages.routes(),
                        DefinitionPages.routes(shell.script("wizard.js")),
                        InstancePages.routes(),
                        ServicePages.routes(services),
                        TaskPages.routes(),
                        TerminalPage.routes(shell),
                        FileSystemPages.routes(shell, storage, live),
                        MachinePages.routes(),
                        ImagePages.routes(),
                        KeyPages.routes(),
                        VpcPages.routes(),
                        SecurityGroupPages.routes(),
                        ReachPages.routes(),
                        BalancerPages.routes(),
                        ScalingGroupPages.routes(),
                        StackPages.routes(),
                        MetricPages.routes(),
                        AlarmPages.routes(),
                        LogPages.routes(),
                        TopicPages.routes(),
                        ParameterPages.routes(),
                        IdentityPages.routes(),
                        PolicyPages.routes(),
                        SimulatorPages.routes())
                .flatMap(List::stream)
                .toList();
    }

    static View.Page absent() {
        Html body = Parts.empty(
                "There is no such page.",
                "It may have been of something that is gone.",
                Parts.button(Links.to("ecs", "clusters"), "Go to the clusters", ""));
        return new View.Page("Not found", List.of(), Html.NOTHING, body, List.of(), 404);
    }

    static final String TOO_OLD =
            "This form is not from this console, or too old: Moorage has started anew since, or somebody signed in or out.";

    /** What whoever sent a form without the right token is told. */
    static View.Page tooOld(String at, List<Route> routes) {
        String page = whereFormsAreSent(at, routes)
                .map(route -> from(at, route.path(), routes))
                .orElse(Links.ROOT);
        Html body = Html.of(
                "<div class=\"alert bad\" role=\"alert\"><p><strong>Nothing was done.</strong> {}</p></div><div class=\"row\">{}</div>",
                TOO_OLD,
                Parts.button(page, "Reload", "primary"));
        return new View.Page("Too old", List.of(), Html.NOTHING, body, List.of(), 403);
    }

    private static Optional<Route> whereFormsAreSent(String at, List<Route> routes) {
        String path = at.substring(Links.ROOT.length());
        return routes.stream()
                .filter(route ->
                        route.method().equals("POST") && route.match(path).isPresent())
                .findFirst();
    }

    /** The page whose form is sent there; none where none is, or where that page has the address itself. */
    static Optional<String> pageOfForm(String at, List<Route> routes) {
        return whereFormsAreSent(at, routes)
                .filter(route -> !isShown(route.path(), routes))
                .map(route -> from(at, route.path(), routes));
    }

    /**
     * What a page is when the API refuses what it is about, as of something that is gone.
     *
     * @param route that refused
     */
    static View.Page refused(AwsException refusal, Ask ask, Route route, List<Route> routes) {
        List<View.Crumb> way = SECTIONS.stream()
                .filter(section -> section.holds(ask.at()))
                .map(section -> new View.Crumb(section.href(), section.name()))
                .toList();
        Html back = ask.form().values().isEmpty()
                ? Html.all(way.stream()
                        .map(each -> Parts.button(each.href(), each.name(), ""))
                        .toList())
                : Parts.button(from(ask.at(), route.path(), routes), "Back", "");
        return new View.Page(
                "Refused",
                way,
                Html.NOTHING,
                Html.of("{}<div class=\"row\">{}</div>", Advice.of(refusal), back),
                List.of(),
                refusal.httpStatus());
    }

    /**
     * What is sent goes to its page's own address or to one some steps below it. By the routes' patterns, since
     * {@code logs/{group}/{stream}} would take {@code logs/a/delete} for the stream called so.
     */
    static String from(String at, String pattern, List<Route> routes) {
        String address = at;
        String step = pattern;
        while (!isShown(step, routes) && step.contains("/")) {
            step = step.substring(0, step.lastIndexOf('/'));
            address = address.substring(0, address.lastIndexOf('/'));
        }
        return isShown(step, routes) ? address : Links.ROOT;
    }

    private static boolean isShown(String pattern, List<Route> routes) {
        return routes.stream()
                .anyMatch(route ->
                        route.method().equals("GET") && unnamed(route.path()).equals(unnamed(pattern)));
    }

    private static String unnamed(String pattern) {
        return pattern.replaceAll("\\{[^}]*}", "{}");
    }
}
