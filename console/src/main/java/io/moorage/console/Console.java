package io.moorage.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.CredentialStore;
import io.moorage.awsapi.Principal;
import io.moorage.awsapi.WebSocketRoute;
import io.moorage.awsapi.dispatch.JsonCalls;
import io.moorage.awsapi.dispatch.LocalSockets;
import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.awsapi.http.HttpRequest;
import io.moorage.awsapi.http.PlainRoute;
import io.moorage.console.ecs.ServiceHistory;
import io.moorage.console.efs.Storage;
import io.moorage.console.failover.Failovers;
import io.moorage.console.firstrun.FirstRunPages;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Assets;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Gate;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Live;
import io.moorage.console.frame.Packing;
import io.moorage.console.frame.Parameters;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.Shell;
import io.moorage.console.frame.Told;
import io.moorage.console.frame.View;
import io.moorage.console.session.Session;
import io.moorage.console.session.Sessions;
import io.moorage.console.terminal.Terminals;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The console at {@code /console/}. It speaks AWS's API and nothing else, with the permissions of whoever is signed in:
 * on the trusting listener the account's root, elsewhere the holder of an access key.
 */
public final class Console implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Console.class.getName());
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(25);

    private final JsonCalls calls;
    private final Sessions sessions;
    private final Assets assets = new Assets();
    private final Live live = new Live();
    private final ServiceHistory services = new ServiceHistory();
    private final Renderer renderer;
    private final Cookies cookies;
    private final String region;
    private final InstantSource clock;
    private final SignIn signIn;
    private final List<Route> routes;
    private final Gate gate;
    private final Terminals terminals;

    /**
     * @param port of the API: it tells the cookies of several Moorages on one host apart
     * @param random must be hard to guess
     * @param failovers what became of lost instances, oldest first, as Moorage's own page tells it
     */
    public record Parts(
            JsonCalls calls,
            LocalSockets sockets,
            Storage storage,
            CredentialStore credentials,
            String accountId,
            String region,
            int port,
            InstantSource clock,
            RandomGenerator random,
            Supplier<JsonNode> failovers) {}

    public Console(Parts parts) {
        this.calls = parts.calls();
        this.region = parts.region();
        this.clock = parts.clock();
        this.sessions = new Sessions(parts.credentials(), parts.accountId(), parts.clock(), parts.random());
        this.cookies = new Cookies(parts.port());
        Shell shell = new Shell(Pages.SECTIONS, assets, region);
        this.renderer = new Renderer(shell, sessions, cookies, region);
        this.signIn = new SignIn(sessions);
        this.routes = Pages.routes(
                shell,
                parts.storage(),
                live,
                services,
                new Failovers(parts.failovers()),
                new FirstRunPages(live, parts.clock()));
        this.gate = new Gate(routes);
        this.terminals = new Terminals(calls, parts.sockets());
    }

    /** Every page that can be looked at and every form that can be sent, below {@code /console/}; none but these answers. */
    public List<Route> routes() {
        return routes;
    }

    public PlainRoute route() {
        return new PlainRoute("/console", request -> Packing.pack(request, answer(request)), this::upgrade);
    }

    /** Rows of these services have changed; pages that show them follow. */
    public void changed(Collection<String> services) {
        live.changed(services);
    }

    /** How many tasks services want and have, which is told here as it changes. */
    public ServiceHistory services() {
        return services;
    }

    /** Pages that wait are let go. */
    @Override
    public void close() {
        live.close();
    }

    /** A terminal's WebSocket: asked for by a page of ours, by whoever is signed in, with the token that page carries. */
    private Optional<WebSocketRoute.Outcome> upgrade(HttpRequest request) {
        if (!request.rawPath().equals(Terminals.PATH)) {
            return Optional.empty();
        }
        Parameters query;
        try {
            query = Parameters.of(request.rawQuery());
        } catch (IllegalArgumentException e) {
            return Optional.of(new WebSocketRoute.Refuse(400, "{}"));
        }
        Session session = sessions.of(cookies.session(request));
        if (!Origins.isFromOurPage(request) || !Sessions.same(session.csrf(), query.get("csrf"))) {
            return Optional.of(new WebSocketRoute.Refuse(403, "{}"));
        }
        Supplier<Optional<JsonCalls.From>> who = () -> sessions.principal(session, request.trusting())
                .map(principal -> new JsonCalls.From(principal, request.sourceAddress(), request.secure()));
        return Optional.of(
                who.get().isEmpty()
                        ? new WebSocketRoute.Refuse(401, "{}")
                        : new WebSocketRoute.Accept(terminals.open(query, who)));
    }

    private HttpAnswer answer(HttpRequest request) {
        if (!request.rawPath().startsWith(Links.ROOT)) {
            return Answers.goTo(Links.ROOT);
        }
        if (!Origins.isOurs(request)) {
            return Answers.text(403, "This address is not one the console answers at.");
        }
        String path = request.rawPath().substring(Links.ROOT.length());
        if (path.startsWith("assets/")) {
            return assets.answer(path.substring("assets/".length()), request)
                    .orElseGet(() -> Answers.text(404, "no such file"));
        }
        try {
            return forSession(request, path);
        } catch (IllegalArgumentException e) {
            return Answers.text(400, "The address or the form is not encoded as it should be.");
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the console met a defect at " + request.rawPath(), e);
            return Answers.text(500, "A defect of Moorage; its log has the cause.");
        }
    }

    private HttpAnswer forSession(HttpRequest request, String path) {
        Session session = sessions.of(cookies.session(request));
        boolean post = request.method().equals("POST");
        Parameters form = post ? Parameters.of(new String(request.body(), StandardCharsets.UTF_8)) : Parameters.NONE;
        Optional<Principal> principal = sessions.principal(session, request.trusting());
        Viewing viewing = new Viewing(request, session, principal, live.version());
        if (post && !Sessions.same(session.csrf(), form.get("csrf"))) {
            return tooOld(viewing);
        }
        return switch (path) {
            case "live" -> principal.isEmpty() ? Answers.text(401, "sign in") : follow(request);
            case "sign-in" -> signIn(viewing, form, post);
            case "sign-out" -> signOut(viewing, post);
            default ->
                principal.isEmpty() ? Answers.goTo(signIn.hrefFrom(viewing.address())) : page(viewing, path, form);
        };
    }

    /** A page for whoever sent a form, a sentence for a script. */
    private HttpAnswer tooOld(Viewing viewing) {
        HttpRequest request = viewing.request();
        if (!String.valueOf(request.header("accept")).contains("text/html")) {
            return Answers.text(403, Pages.TOO_OLD + " Reload the page and try again.");
        }
        Aws none = new Aws(calls, viewing.as(Principal.root("")));
        return renderer.page(viewing, Pages.tooOld(request.rawPath(), routes), none, viewing.principal());
    }

    private HttpAnswer follow(HttpRequest request) {
        Parameters query = Parameters.of(request.rawQuery());
        try {
            long since = Long.parseLong(query.get("since"));
            return Answers.text(
                    200,
                    Long.toString(live.await(since, List.of(query.get("topics").split(" ")), LONGEST_WAIT)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answers.text(503, "the server is stopping");
        }
    }

    private HttpAnswer signIn(Viewing viewing, Parameters form, boolean post) {
        Parameters query = Parameters.of(viewing.request().rawQuery());
        if (post) {
            Optional<Session> signedIn = signIn.attempt(viewing.session(), form);
            if (signedIn.isPresent()) {
                terminals.endThoseOfNobody();
                return cookies.give(signedIn.get(), viewing.request(), Answers.goTo(signIn.next(form)));
            }
        }
        View.Page page = signIn.page(viewing.session().csrf(), post ? form : query, post);
        return renderer.page(viewing, page, new Aws(calls, viewing.as(Principal.root(""))), Optional.empty());
    }

    private HttpAnswer signOut(Viewing viewing, boolean post) {
        if (!post) {
            return Answers.goTo(Links.ROOT);
        }
        sessions.close(viewing.session());
        terminals.endThoseOfNobody();
        return cookies.take(viewing.request(), Answers.goTo(Links.ROOT));
    }

    private HttpAnswer page(Viewing viewing, String path, Parameters form) {
        Principal principal = viewing.principal().orElseThrow();
        Aws aws = new Aws(calls, viewing.as(principal));
        for (Route route : routes) {
            Optional<Map<String, String>> values =
                    route.method().equals(viewing.request().method()) ? route.match(path) : Optional.empty();
            if (values.isPresent()) {
                return view(viewing, route, ask(viewing, aws, values.get(), form), principal);
            }
        }
        return whereFormsAreSent(viewing)
                .orElseGet(() -> renderer.page(viewing, Pages.absent(), aws, Optional.of(principal)));
    }

    /** Where a form is sent there is nothing to look at: one goes on to its page. What shows its answer already is left as it is. */
    private Optional<HttpAnswer> whereFormsAreSent(Viewing viewing) {
        HttpRequest request = viewing.request();
        return Optional.of(request.rawPath())
                .filter(path -> request.method().equals("GET"))
                .flatMap(path -> Pages.pageOfForm(path, routes))
                .map(page -> request.header("x-live") == null
                        ? cookies.give(viewing.session(), request, Answers.goTo(page))
                        : renderer.nothingNew(viewing));
    }

    private Ask ask(Viewing viewing, Aws aws, Map<String, String> values, Parameters form) {
        HttpRequest request = viewing.request();
        return new Ask(
                aws,
                values,
                Parameters.of(request.rawQuery()),
                form,
                viewing.session().csrf(),
                request.rawPath(),
                region,
                viewing.principal().orElseThrow().arn(),
                () -> later(viewing),
                clock.instant(),
                gate);
    }

    /** As they are then: a key that is deleted meanwhile may nothing more. */
    private Aws later(Viewing viewing) {
        Principal principal = sessions.principal(
                        viewing.session(), viewing.request().trusting())
                .orElseThrow(() -> new AwsException(
                        "ExpiredTokenException", 403, "The security token included in the request is expired"));
        return new Aws(calls, viewing.as(principal));
    }

    private HttpAnswer view(Viewing viewing, Route route, Ask ask, Principal principal) {
        View view;
        try {
            view = route.page().apply(ask);
        } catch (AwsException e) {
            // What is no name of a thing there may be where a form is sent, as in logs/{group}/{stream}.
            Optional<HttpAnswer> page = Optional.of(route)
                    .filter(each -> each.path().endsWith("}"))
                    .flatMap(each -> whereFormsAreSent(viewing));
            if (page.isPresent()) {
                return page.get();
            }
            view = Pages.refused(e, ask, route, routes);
        }
        return switch (view) {
            case View.Page page -> renderer.page(viewing, page, ask.aws(), Optional.of(principal));
            case View.Raw raw -> cookies.give(viewing.session(), viewing.request(), raw.answer());
            case View.GoTo next -> {
                sessions.tell(
                        viewing.session(),
                        Told.of(next.done(), ask.aws().commands()).text());
                yield cookies.give(viewing.session(), viewing.request(), Answers.goTo(next.location()));
            }
        };
    }
}
