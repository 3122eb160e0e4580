package io.moorage.console.efs;

import io.moorage.awsapi.AwsException;
import io.moorage.console.html.Html;
import java.util.List;
import java.util.Map;

/** Fields of forms. */
final class Fields {
    private Fields() {}

    static Html text(String label, String hint, String name, String value) {
        return Html.of(
                "<label>{} <span class=\"hint\">{}</span><input name=\"{}\" value=\"{}\"></label>",
                label,
                hint,
                name,
                value);
    }

    /** @param options a value and its words each */
    static Html choice(String label, String name, List<Map.Entry<String, String>> options, String chosen) {
        return Html.of(
                "<label>{}<select name=\"{}\">{}</select></label>",
                label,
                name,
                options.stream()
                        .map(each -> Html.of(
                                "<option value=\"{}\"{}>{}</option>",
                                each.getKey(),
                                Html.of(" selected").when(each.getKey().equals(chosen)),
                                each.getValue()))
                        .toList());
    }

    static Html check(String label, String hint, String name, boolean checked) {
        return Html.of(
                "<label class=\"check\"><input type=\"checkbox\" name=\"{}\" value=\"yes\"{}>{} <span class=\"hint\">{}</span></label>",
                name,
                Html.of(" checked").when(checked),
                label,
                hint);
    }

    /** A place to go on from; 0 where there is none. */
    static long cookie(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** @throws AwsException when it is no number, with a sentence that names the field */
    static long number(String text, String field) {
        if (!text.matches("[0-9]{1,10}")) {
            throw new AwsException(
                    "ValidationException", 400, field + " must be a whole number, not \"" + text + "\".");
        }
        return Long.parseLong(text);
    }
}
