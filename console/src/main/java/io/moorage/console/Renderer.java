package io.moorage.console;

import io.moorage.awsapi.Principal;
import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Commands;
import io.moorage.console.frame.Shell;
import io.moorage.console.frame.View;
import io.moorage.console.html.Html;
import io.moorage.console.session.Session;
import io.moorage.console.session.Sessions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pages as they are sent: whole to who opens one, and what is new of it to one that follows. */
final class Renderer {
    private final Shell shell;
    private final Sessions sessions;
    private final Cookies cookies;
    private final String region;

    Renderer(Shell shell, Sessions sessions, Cookies cookies, String region) {
        this.shell = shell;
        this.sessions = sessions;
        this.cookies = cookies;
        this.region = region;
    }

    HttpAnswer page(Viewing viewing, View.Page page, Aws aws, Optional<Principal> who) {
        String known = viewing.request().header("x-live");
        if (known != null) {
            return again(viewing, page, aws, known);
        }
        Session session = viewing.session();
        Shell.Viewer viewer = new Shell.Viewer(
                viewing.request().rawPath(),
                who.map(Principal::arn),
                session.keys() != null,
                cookies.theme(viewing.request()),
                session.csrf(),
                session.done(),
                viewing.version());
        if (session.done().isPresent()) {
            sessions.told(session);
        }
        Html html = shell.render(page, viewer, commands(viewing, aws));
        return cookies.give(session, viewing.request(), Answers.page(page.status(), html));
    }

    /**
     * What a page that follows asks for: its content only, and that only when it is another than it has. With it goes who is signed in
     * and what forms must carry, which another start of the server makes anew.
     */
    private HttpAnswer again(Viewing viewing, View.Page page, Aws aws, String known) {
        Html content = shell.content(page, commands(viewing, aws));
        String mark = Shell.mark(content);
        HttpAnswer answer = mark.equals(known) ? Answers.nothingNew() : Answers.page(page.status(), content);
        return withNews(viewing, Answers.with(answer, "X-Mark", mark));
    }

    /** To a page that shows what it should. */
    HttpAnswer nothingNew(Viewing viewing) {
        return withNews(viewing, Answers.nothingNew());
    }

    private HttpAnswer withNews(Viewing viewing, HttpAnswer content) {
        HttpAnswer answer = content;
        String who = viewing.principal().map(Principal::arn).orElse("");
        for (Map.Entry<String, String> header : List.of(
                Map.entry("X-Version", Long.toString(viewing.version())),
                Map.entry("X-Who", who),
                Map.entry("X-Token", viewing.session().csrf()))) {
            answer = Answers.with(answer, header.getKey(), header.getValue());
        }
        return cookies.give(viewing.session(), viewing.request(), answer);
    }

    private Commands commands(Viewing viewing, Aws aws) {
        return new Commands(Origins.endpoint(viewing.request()), region, aws.commands());
    }
}
