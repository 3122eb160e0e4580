package io.moorage.console.efs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.base.StoragePrices;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Listing.Column;
import io.moorage.console.html.Html;
import java.util.List;
import java.util.Locale;

/** What EFS would ask for what a file system holds, if it held that for a month. */
final class Costs {
    private static final double GIB = 1L << 30;

    private final Storage storage;

    Costs(Storage storage) {
        this.storage = storage;
    }

    private record Share(String name, long bytes, double price) {
        double dollars() {
            return bytes / GIB * price;
        }
    }

    private List<Share> shares(JsonNode fileSystem) {
        StoragePrices prices = storage.prices();
        boolean oneZone = !fileSystem.path("AvailabilityZoneName").asText("").isEmpty();
        JsonNode size = fileSystem.path("SizeInBytes");
        return List.of(
                new Share(
                        "Standard",
                        size.path("ValueInStandard").asLong(),
                        oneZone ? prices.oneZone() : prices.standard()),
                new Share(
                        "Infrequent Access",
                        size.path("ValueInIA").asLong(),
                        oneZone ? prices.oneZoneIa() : prices.ia()),
                new Share("Archive", size.path("ValueInArchive").asLong(), prices.archive()));
    }

    Html figures(JsonNode fileSystem) {
        return Html.of(
                "<ul class=\"figures\">{}{}{}</ul>",
                figure("Size", Efs.bytes(Efs.size(fileSystem))),
                figure("Mount targets", fileSystem.path("NumberOfMountTargets").asText("0")),
                figure("Storage in a month, estimated", estimate(fileSystem)));
    }

    private String estimate(JsonNode fileSystem) {
        try {
            return dollars(
                    shares(fileSystem).stream().mapToDouble(Share::dollars).sum());
        } catch (AwsException e) {
            return "–";
        }
    }

    private static Html figure(String name, String value) {
        return Html.of("<li><span>{}</span><strong>{}</strong></li>", name, value);
    }

    Html table(Ask ask, JsonNode fileSystem) {
        Listing<Share> listing = new Listing<>(
                "costs",
                "Storage classes",
                List.of(
                        Column.of("Storage class", Share::name, each -> Html.text(each.name())),
                        new Column<>(
                                "Stored",
                                each -> sortable((double) each.bytes()),
                                each -> Html.text(Efs.bytes(each.bytes())),
                                true),
                        new Column<>(
                                "Price of a GB-month",
                                each -> sortable(each.price()),
                                each -> Html.text(String.format(Locale.ROOT, "$%s", plain(each.price()))),
                                true),
                        new Column<>(
                                "In a month",
                                each -> sortable(each.dollars()),
                                each -> Html.text(dollars(each.dollars())),
                                true)),
                Html.NOTHING);
        return Html.of(
                "{}<p class=\"hint\">An estimate of storage alone, if it stays as it is for a month. Prices are EFS's list prices of us-east-1 in 2025 for a GB-month (2³⁰ bytes);"
                        + " <code>prices.properties</code> in MOORAGE_HOME replaces them. What was stored so far: <code>./moorage fs usage</code></p>",
                listing.render(shares(fileSystem), ask.query()));
    }

    private static String sortable(double number) {
        return String.format(Locale.ROOT, "%030.6f", number);
    }

    private static String plain(double price) {
        return price < 0.1 ? String.format(Locale.ROOT, "%.4f", price) : String.format(Locale.ROOT, "%.2f", price);
    }

    private static String dollars(double dollars) {
        return dollars > 0 && dollars < 0.01 ? "less than $0.01" : String.format(Locale.ROOT, "$%.2f", dollars);
    }
}
