package io.moorage.console.html;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.util.Collection;

/**
 * A piece of HTML. The only way to make one is a template that is a constant of the program with values put into its
 * {@code {}}, each escaped unless it is HTML itself: what came from a user is text wherever it stands.
 */
public final class Html {
    public static final Html NOTHING = new Html("");
    private static final String HOLE = "{}";

    private final String markup;

    private Html(String markup) {
        this.markup = markup;
    }

    /**
     * @param template with {@code {}} for each value, in text or in a quoted attribute
     * @param values HTML stays as it is, collections are the values in them, all else is escaped text
     */
    public static Html of(@CompileTimeConstant final String template, Object... values) {
        StringBuilder out = new StringBuilder(template.length() + 64);
        int from = 0;
        for (Object value : values) {
            int hole = template.indexOf(HOLE, from);
            if (hole < 0) {
                throw new IllegalArgumentException("more values than holes: " + template);
            }
            out.append(template, from, hole);
            append(out, value);
            from = hole + HOLE.length();
        }
        if (template.indexOf(HOLE, from) >= 0) {
            throw new IllegalArgumentException("more holes than values: " + template);
        }
        return new Html(out.append(template, from, template.length()).toString());
    }

    public static Html text(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        escape(out, text);
        return new Html(out.toString());
    }

    public static Html all(Collection<Html> pieces) {
        StringBuilder out = new StringBuilder();
        pieces.forEach(piece -> out.append(piece.markup));
        return new Html(out.toString());
    }

    /** The piece when {@code condition} holds. */
    public Html when(boolean condition) {
        return condition ? this : NOTHING;
    }

    public boolean isEmpty() {
        return markup.isEmpty();
    }

    private static void append(StringBuilder out, Object value) {
        switch (value) {
            case Html html -> out.append(html.markup);
            case Collection<?> several -> several.forEach(each -> append(out, each));
            default -> escape(out, value.toString());
        }
    }

    private static void escape(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }

    /** The markup. */
    @Override
    public String toString() {
        return markup;
    }
}
