package io.moorage.console;

import io.moorage.base.sigv4.Uri;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Parameters;
import io.moorage.console.frame.View;
import io.moorage.console.html.Html;
import io.moorage.console.session.Session;
import io.moorage.console.session.Sessions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The page where one signs in with an access key; what was typed as the secret is never shown again. */
final class SignIn {
    /** RFC 9112, section 11.1, "Response Splitting": an address has no line breaks. */
    private static final Pattern PLAIN = Pattern.compile("[!-~&&[^\\\\]]*");

    /** RFC 3986, section 5.2.4, "Remove Dot Segments". */
    private static final Pattern STEP_UP = Pattern.compile("(?i)/(?:\\.|%2e){1,2}(?:[/?#]|$)");

    private final Sessions sessions;

    SignIn(Sessions sessions) {
        this.sessions = sessions;
    }

    String hrefFrom(String path) {
        return Links.to("sign-in") + "?next=" + Uri.encode(path);
    }

    Optional<Session> attempt(Session session, Parameters form) {
        return sessions.signIn(
                session,
                new Session.Keys(
                        form.get("accessKeyId"),
                        form.get("secretAccessKey"),
                        form.find("sessionToken").orElse(null)));
    }

    /** Only ever one of our own pages: a browser takes a backslash for a slash, and dots for a step up. */
    String next(Parameters form) {
        String next = form.get("next");
        return next.startsWith(Links.ROOT)
                        && PLAIN.matcher(next).matches()
                        && !STEP_UP.matcher(next).find()
                ? next
                : Links.ROOT;
    }

    View.Page page(String csrf, Parameters given, boolean failed) {
        Html refusal = Html.of(
                "<div class=\"alert bad\" role=\"alert\"><p><strong>InvalidClientTokenId</strong> The security token included in the request is invalid.</p><p>Check both parts of the key; an inactive or deleted one does not sign in.</p></div>");
        Html body = Html.of("""
                {}<form method="post" class="card narrow stack"><input type="hidden" name="csrf" value="{}"><input type="hidden" name="next" value="{}">
                <p>The console does what your access key's permissions allow, and nothing more.</p>
                <label>Access key ID<input name="accessKeyId" value="{}" required autocomplete="username" spellcheck="false"></label>
                <label>Secret access key<input name="secretAccessKey" type="password" required autocomplete="current-password"></label>
                <label>Session token <span class="hint">for temporary keys only</span><input name="sessionToken" type="password" autocomplete="off"></label>
                <div class="row"><button class="primary">Sign in</button></div></form>""", refusal.when(failed), csrf, given.get("next"), given.get("accessKeyId"));
        return new View.Page("Sign in", List.of(), Html.NOTHING, body, List.of(), failed ? 403 : 200);
    }
}
