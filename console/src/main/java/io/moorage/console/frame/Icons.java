package io.moorage.console.frame;

import io.moorage.console.html.Html;

/** A sign for each service, drawn on a grid of sixteen. */
final class Icons {
    private Icons() {}

    /** @param group of the navigation; another name gets a plain dot */
    static Html of(String group) {
        return Html.of("<svg viewBox=\"0 0 16 16\" aria-hidden=\"true\">{}</svg>", shape(group));
    }

    private static Html shape(String group) {
        return switch (group) {
            case "Overview" -> Html.of("<path d=\"M2 2.5h5v5H2zM9 2.5h5v3H9zM9 8h5v5.5H9zM2 10h5v3.5H2z\"/>");
            case "Failovers" -> Html.of("<path d=\"M2 8h3l2-5 3 10 2-5h2\"/>");
            case "See it happen" -> Html.of("<path d=\"M4 2.5v11L13 8z\"/>");
            case "ECS" ->
                Html.of("<path d=\"m8 1.5 5.5 3.2v6.6L8 14.5l-5.5-3.2V4.7zM2.5 4.7 8 8l5.5-3.300M8 8v6.5\"/>");
            case "EFS" ->
                Html.of(
                        "<ellipse cx=\"8\" cy=\"4\" rx=\"5.5\" ry=\"2.2\"/><path d=\"M2.5 4v8c0 1.2 2.5 2.2 5.5 2.2s5.5-1 5.5-2.2V4M2.5 8c0 1.2 2.5 2.2 5.5 2.2s5.5-1 5.5-2.2\"/>");
            case "EC2 and network" ->
                Html.of(
                        "<path d=\"M4 4h8v8H4zM6.5 1.5V4m3-2.5V4m-3 8v2.5m3-2.5v2.5M1.5 6.5H4m-2.5 3H4m8-3h2.5m-2.5 3h2.5\"/>");
            case "Load balancing and scaling" ->
                Html.of(
                        "<circle cx=\"3.5\" cy=\"8\" r=\"1.8\"/><circle cx=\"12.5\" cy=\"3.5\" r=\"1.8\"/><circle cx=\"12.5\" cy=\"12.5\" r=\"1.8\"/><path d=\"m5.2 7.2 5.6-2.8M5.2 8.8l5.6 2.8\"/>");
            case "CloudFormation" -> Html.of("<path d=\"m8 1.8 6 3-6 3-6-3zM2 8l6 3 6-3M2 11.2l6 3 6-3\"/>");
            case "CloudWatch" -> Html.of("<path d=\"M2 2v12h12M4.5 10.5l3-4 2.5 2.5 4-5\"/>");
            case "SNS and Systems Manager" -> Html.of("<path d=\"M2.5 3.5h11v7H8l-3 2.5v-2.5H2.5z\"/>");
            case "IAM" -> Html.of("<circle cx=\"5\" cy=\"8\" r=\"3\"/><path d=\"M8 8h6.5M12 8v2.5M14.5 8v1.5\"/>");
            default -> Html.of("<circle cx=\"8\" cy=\"8\" r=\"2\"/>");
        };
    }
}
