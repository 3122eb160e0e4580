package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.ecs.Ecs.Piece;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Listing;
import io.moorage.console.html.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A cluster's services: whole where they are few, else a piece at a time. {@code ListServices} narrows by no name, so that is done
 * here: it is asked on until there is a page of those that match.
 */
final class ServiceList {
    /** So many are had at once, and whole. */
    private static final int PAGE = 50;

    private static final int NAMES_AT_ONCE = 100;

    /** So many hundred names are looked through for one page; whoever wants more goes on from there. */
    private static final int MOST_ROUNDS = 50;

    private final Ask ask;
    private final String cluster;

    ServiceList(Ask ask, String cluster) {
        this.ask = ask;
        this.cluster = cluster;
    }

    Html render(Listing<JsonNode> listing) {
        String token = ask.query().get("services-token");
        String name = ask.query().get("services-name");
        Piece piece = name.isEmpty() ? piece(token, PAGE) : named(name.toLowerCase(Locale.ROOT), token);
        List<JsonNode> services = Ecs.described(
                ask.aws(), "DescribeServices", "services", piece.arns(), 10, in -> in.put("cluster", cluster));
        boolean whole = token.isEmpty() && piece.isLast();
        return whole && name.isEmpty()
                ? listing.render(services, ask.query())
                : listing.renderPiece(
                        services,
                        ask.query(),
                        narrowing(name),
                        piece.next(),
                        services.size() + (whole ? "" : " at a time"));
    }

    private Piece piece(String token, int most) {
        return Ecs.piece(ask.aws(), "ListServices", "serviceArns", token, 1, in -> in.put("cluster", cluster)
                .put("maxResults", most));
    }

    private Piece named(String part, String token) {
        List<String> found = new ArrayList<>();
        String next = token;
        for (int round = 0; round < MOST_ROUNDS && found.size() < PAGE; round++) {
            Piece piece = piece(next, NAMES_AT_ONCE);
            piece.arns().stream()
                    .filter(arn -> Links.nameOf(arn).toLowerCase(Locale.ROOT).contains(part))
                    .forEach(found::add);
            next = piece.next();
            if (piece.isLast()) {
                break;
            }
        }
        return new Piece(found, next);
    }

    private static Html narrowing(String name) {
        return Html.of(
                "<label>Name contains<input type=\"search\" name=\"services-name\" value=\"{}\" spellcheck=\"false\"></label>",
                name);
    }
}
