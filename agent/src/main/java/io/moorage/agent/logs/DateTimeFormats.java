package io.moorage.agent.logs;

import java.util.Map;
import java.util.regex.Pattern;

/** strftime(3)'s conversions as patterns of the texts they make, as far as the awslogs driver has them. */
final class DateTimeFormats {
    private static final Map<Character, String> CONVERSIONS = Map.ofEntries(
            Map.entry('a', "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"),
            Map.entry('A', "(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"),
            Map.entry('b', "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"),
            Map.entry('B', "(?:January|February|March|April|May|June|July|August|September|October|November|December)"),
            Map.entry('d', "(?:0[1-9]|[1,2][0-9]|3[0,1])"),
            Map.entry('f', "\\d{6}"),
            Map.entry('H', "(?:[0,1][0-9]|2[0-3])"),
            Map.entry('I', "(?:0[0-9]|1[0,1,2])"),
            Map.entry('j', "(?:0[0-9][1-9]|[1,2][0-9][0-9]|3[0-5][0-9]|36[0-6])"),
            Map.entry('L', "\\.\\d{3}"),
            Map.entry('m', "(?:0[1-9]|1[0,1,2])"),
            Map.entry('M', "[0-5][0-9]"),
            Map.entry('p', "[A,P]M"),
            Map.entry('S', "[0-5][0-9]"),
            Map.entry('w', "[0-6]"),
            Map.entry('y', "\\d{2}"),
            Map.entry('Y', "\\d{4}"),
            Map.entry('z', "[+-]\\d{4}"),
            Map.entry('Z', "[A-Z]{1,4}T"));

    static String pattern(String format) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            String conversion = c == '%' && i + 1 < format.length() ? CONVERSIONS.get(format.charAt(i + 1)) : null;
            if (conversion == null) {
                pattern.append(Pattern.quote(String.valueOf(c)));
            } else {
                pattern.append(conversion);
                i++;
            }
        }
        return pattern.toString();
    }

    private DateTimeFormats() {}
}
