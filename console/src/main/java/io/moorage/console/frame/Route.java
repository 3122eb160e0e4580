package io.moorage.console.frame;

import io.moorage.base.sigv4.Uri;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a page is, or where a form is sent.
 *
 * @param path below the console's, e.g. {@code ecs/clusters/{cluster}}
 * @param need of whoever is to do what the page is for. It knows of an Ask what is known before a form is filled in: the
 *     address, and of the form what was fixed in it
 */
public record Route(String method, String path, Function<Ask, Need> need, Function<Ask, View> page) {
    /** A page that is looked at: what it shows the API decides, call by call. */
    public static Route get(String path, Function<Ask, View> page) {
        return get(path, ask -> Need.Nothing.NOTHING, page);
    }

    /** A page with one purpose, which is done without a form. */
    public static Route get(String path, Function<Ask, Need> need, Function<Ask, View> page) {
        return new Route("GET", path, need, page);
    }

    /** What a form does: there is none of which is not told what it needs. */
    public static Route post(String path, Function<Ask, Need> need, Function<Ask, View> page) {
        return new Route("POST", path, need, page);
    }

    /** The placeholders' values when {@code rawPath} is this route's. */
    public Optional<Map<String, String>> match(String rawPath) {
        String[] wanted = path.split("/", -1);
        String[] given = rawPath.split("/", -1);
        if (wanted.length != given.length) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{")) {
                values.put(wanted[i].substring(1, wanted[i].length() - 1), Uri.decodePath(given[i]));
            } else if (!wanted[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}
