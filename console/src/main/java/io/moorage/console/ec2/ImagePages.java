package io.moorage.console.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Columns;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.View;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;

/** What instances are launched from. */
public final class ImagePages {
    private static final Listing<JsonNode> IMAGES = new Listing<>(
            "images",
            "Images",
            List.of(
                    Columns.text("Name", "name"),
                    Columns.id("Image", "imageId"),
                    Columns.status("State", "imageState"),
                    Columns.text("Architecture", "architecture"),
                    Columns.text("Owner", "imageOwnerId"),
                    Columns.text("Created", "creationDate"),
                    Columns.text("Description", "description")),
            Parts.empty(
                    "There is no image.",
                    "./moorage image build makes the one that instances start from.",
                    Html.NOTHING));

    private ImagePages() {}

    public static List<Route> routes() {
        return List.of(Route.get("ec2/images", ImagePages::list));
    }

    private static View.Page list(Ask ask) {
        List<JsonNode> all = Aws.list(ask.aws().call("ec2", "DescribeImages").path("imagesSet"));
        return new View.Page(
                "Images",
                List.of(),
                Html.NOTHING,
                Parts.live("listed", IMAGES.render(all, ask.query())),
                List.of("ec2"));
    }
}
