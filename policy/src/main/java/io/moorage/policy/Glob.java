package io.moorage.policy;

import java.util.List;

/** Patterns with {@code *} and {@code ?}. */
final class Glob {
    private static final int ARN_PARTS = 6;

    private Glob() {}

    /** {@code *} stands for any text, {@code ?} for one character. */
    static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /**
     * ARNs are compared part by part, so that a wildcard does not reach over a colon, except in the last part (IAM user
     * guide, "ARN condition operators"). A pattern with fewer parts, such as {@code *}, is compared as it stands.
     */
    static boolean matchesArn(String pattern, String arn) {
        List<String> wanted = List.of(pattern.split(":", ARN_PARTS));
        List<String> present = List.of(arn.split(":", ARN_PARTS));
        if (wanted.size() < ARN_PARTS || present.size() < ARN_PARTS) {
            return matches(pattern, arn);
        }
        for (int i = 0; i < ARN_PARTS; i++) {
            if (!matches(wanted.get(i), present.get(i))) {
                return false;
            }
        }
        return true;
    }
}
