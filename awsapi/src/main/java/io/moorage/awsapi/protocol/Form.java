package io.moorage.awsapi.protocol;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.http.HttpRequest;
import io.moorage.base.sigv4.Uri;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Form parameters as the tree their dotted names describe: {@code Filter.1.Value.2=x}. */
public final class Form {
    private static final int MAX_PARAMETERS = 10_000;
    private static final int MAX_DEPTH = 24;

    private final Map<String, Form> children = new HashMap<>();
    private @Nullable String value;

    private Form() {}

    /**
     * The parameters of the query string and, for a POST, of the body; the body's win.
     *
     * @throws AwsException {@code MalformedQueryString} when they cannot be read
     */
    public static Form of(HttpRequest request) {
        Form root = new Form();
        try {
            root.addAll(request.rawQuery());
            root.addAll(Uri.utf8(request.body()));
        } catch (IllegalArgumentException e) {
            throw new AwsException("MalformedQueryString", 400, "The query string contains a syntax error.");
        }
        return root;
    }

    private void addAll(String raw) {
        List<Map.Entry<String, String>> parameters = Uri.parameters(raw);
        if (parameters.size() > MAX_PARAMETERS) {
            throw new IllegalArgumentException("too many parameters");
        }
        for (Map.Entry<String, String> parameter : parameters) {
            String[] path = parameter.getKey().split("\\.", -1);
            if (path.length > MAX_DEPTH) {
                throw new IllegalArgumentException("too deep");
            }
            Form node = this;
            for (String step : path) {
                node = node.children.computeIfAbsent(step, ignored -> new Form());
            }
            node.value = parameter.getValue();
        }
    }

    /** The value of a top-level parameter such as {@code Action}. */
    public @Nullable String parameter(String name) {
        Form child = children.get(name);
        return child == null ? null : child.value;
    }

    @Nullable
    String value() {
        return value;
    }

    @Nullable
    Form child(String name) {
        return children.get(name);
    }

    boolean hasChildren() {
        return !children.isEmpty();
    }

    /** The children with numeric names, in numeric order; gaps do not matter. */
    List<Form> entries() {
        List<Map.Entry<Long, Form>> numbered = new ArrayList<>();
        children.forEach((name, form) -> {
            if (!name.isEmpty() && name.length() < 10 && name.chars().allMatch(c -> c >= '0' && c <= '9')) {
                numbered.add(Map.entry(Long.valueOf(name), form));
            }
        });
        return numbered.stream()
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .map(Map.Entry::getValue)
                .toList();
    }
}
