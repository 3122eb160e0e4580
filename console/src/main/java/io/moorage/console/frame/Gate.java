package io.moorage.console.frame;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.dispatch.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * Says before a form is sent, or a page opened that has one, what IAM would refuse: where it leads, the route there tells what is
 * needed. The call itself is still judged when it is made.
 */
public final class Gate {
    private final List<Route> routes;

    public Gate(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /**
     * What is refused of sending a form there.
     *
     * @param known what is fixed in the form
     * @throws IllegalArgumentException when there is nothing: a page with such a form is a defect
     */
    Optional<Refusal> refusalOfSending(Ask ask, String href, Parameters known) {
        return refusal(find("POST", href), ask, href, known);
    }

    /** What is refused of what the page there is for: itself, or its form, which is sent to where the page is. */
    Optional<Refusal> refusalOfOpening(Ask ask, String href) {
        Route page = find("GET", href);
        Route form = routes.stream()
                .filter(each -> each.method().equals("POST") && each.path().equals(page.path()))
                .findFirst()
                .orElse(page);
        return refusal(form, ask, href, Parameters.NONE);
    }

    private Route find(String method, String href) {
        return routes.stream()
                .filter(each ->
                        each.method().equals(method) && each.match(path(href)).isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing answers " + method + " " + href));
    }

    private static String path(String href) {
        return href.substring(Links.ROOT.length()).replaceFirst("\\?.*", "");
    }

    /** Where what is needed cannot be told, as of something that is gone, the call will tell. */
    private static Optional<Refusal> refusal(Route route, Ask ask, String href, Parameters known) {
        int query = href.indexOf('?');
        Ask there = ask.elsewhere(
                route.match(path(href)).orElseThrow(),
                query < 0 ? Parameters.NONE : Parameters.of(href.substring(query + 1)),
                known);
        try {
            return ask.aws().refusal(route.need().apply(there));
        } catch (AwsException e) {
            return Optional.empty();
        }
    }
}
