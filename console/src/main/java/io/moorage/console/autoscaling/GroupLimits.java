package io.moorage.console.autoscaling;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Confirm;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.View;
import io.moorage.console.html.Html;

/** Between how many and how many instances a group may have. */
final class GroupLimits {
    private GroupLimits() {}

    static Route route() {
        return Route.post(
                "ec2/auto-scaling-groups/{group}/limits",
                ask -> Need.filledIn(ScalingGroupPages.SERVICE, "UpdateAutoScalingGroup", in -> in.put(
                                ScalingGroupPages.NAME, ask.path("group"))
                        .put("MinSize", 0)
                        .put("MaxSize", 0)),
                GroupLimits::set);
    }

    static Html form(Ask ask, JsonNode group) {
        Html fields = Html.of(
                """
                <label>Least<input type="number" name="min" min="0" max="999999" value="{}" required></label>\
                <label>Most<input type="number" name="max" min="0" max="999999" value="{}" required></label><button>Save</button>""", group.path("MinSize").asText(), group.path("MaxSize").asText());
        return Html.of(
                "<details><summary>Change least and most</summary>{}</details>",
                ask.form(ScalingGroupPages.href(ask.path("group")) + "/limits")
                        .style("inline")
                        .around(fields));
    }

    /** API_UpdateAutoScalingGroup: a desired capacity that is above the new most becomes that, and instances go. */
    private static View set(Ask ask) {
        int min = number(ask, "min");
        int max = number(ask, "max");
        JsonNode group = ScalingGroupPages.describe(ask);
        if (max < group.path("DesiredCapacity").asInt() && !Confirm.isSure(ask)) {
            return ScalingGroupPages.fewer(ask, group, max);
        }
        ask.aws().call(ScalingGroupPages.SERVICE, "UpdateAutoScalingGroup", in -> in.put(
                        ScalingGroupPages.NAME, ask.path("group"))
                .put("MinSize", min)
                .put("MaxSize", max));
        return new View.GoTo(
                ScalingGroupPages.href(ask.path("group")), "The group may have " + min + " to " + max + " instances.");
    }

    private static int number(Ask ask, String field) {
        String text = ask.form().get(field);
        if (!text.matches("[0-9]{1,6}")) {
            throw new AwsException("ValidationError", 400, "Least and most are numbers.");
        }
        return Integer.parseInt(text);
    }
}
