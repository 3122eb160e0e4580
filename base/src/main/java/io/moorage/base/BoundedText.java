package io.moorage.base;

/**
 * A text for a regular expression of a stranger's: one that tries more ways than could ever be meant is given up, where
 * {@code java.util.regex} would go on for years.
 *
 * <p>Not to be shared by threads.
 */
public final class BoundedText implements CharSequence {
    /** Looks at characters; an honest expression takes a few for each character of the text. */
    private static final int MOST_LOOKS = 1_000_000;

    private final String text;
    private int looks;

    public BoundedText(String text) {
        this.text = text;
    }

    /** The expression was given up. */
    public static final class TooManyWaysException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyWaysException() {
            super("the regular expression tries too many ways to match", null, false, false);
        }
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        looks++;
        if (looks > MOST_LOOKS) {
            throw new TooManyWaysException();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
