package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.ecs.Ecs.Piece;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Listing;
import io.moorage.console.html.Html;
import java.util.List;
import java.util.stream.Stream;

/** A cluster's container instances: whole where they are few, else a piece at a time, narrowed in the cluster query language. */
final class InstanceList {
    /** So many hundreds are had whole. */
    private static final int WHOLE = 2;

    private final Ask ask;
    private final String cluster;

    InstanceList(Ask ask, String cluster) {
        this.ask = ask;
        this.cluster = cluster;
    }

    Html render(Listing<JsonNode> listing) {
        boolean pieces = Stream.of("status", "by", "token")
                .anyMatch(each -> ask.query().find("instances-" + each).isPresent());
        if (!pieces) {
            Piece all = piece("", WHOLE);
            if (all.isLast()) {
                return listing.render(described(all.arns()), ask.query());
            }
        }
        Piece piece = piece(ask.query().get("instances-token"), 1);
        boolean whole = piece.isLast() && ask.query().get("instances-token").isEmpty();
        return listing.renderPiece(
                described(piece.arns()),
                ask.query(),
                narrowing(),
                piece.next(),
                whole ? Integer.toString(piece.arns().size()) : piece.arns().size() + " at a time");
    }

    private List<JsonNode> described(List<String> arns) {
        return Ecs.described(
                ask.aws(),
                "DescribeContainerInstances",
                "containerInstances",
                arns,
                100,
                in -> in.put("cluster", cluster));
    }

    private Piece piece(String token, int pieces) {
        return Ecs.piece(ask.aws(), "ListContainerInstances", "containerInstanceArns", token, pieces, in -> {
            in.put("cluster", cluster);
            ask.query().find("instances-status").ifPresent(status -> in.put("status", status));
            ask.query().find("instances-by").ifPresent(filter -> in.put("filter", filter));
        });
    }

    private Html narrowing() {
        String status = ask.query().get("instances-status");
        return Html.of(
                """
                <label>Status<select name="instances-status"><option value="">Any</option>{}</select></label>\
                <label>Filter in the cluster query language<input name="instances-by" value="{}" placeholder="ec2InstanceId == i-0123456789abcdef0" size="44"></label>""",
                Stream.of("ACTIVE", "DRAINING")
                        .map(each -> Html.of(
                                "<option{}>{}</option>", Html.of(" selected").when(each.equals(status)), each))
                        .toList(),
                ask.query().get("instances-by"));
    }
}
