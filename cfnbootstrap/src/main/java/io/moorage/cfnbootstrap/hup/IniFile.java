package io.moorage.cfnbootstrap.hup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Sections of keys and values, {@code =} or {@code :} between them; what is indented goes on with the line before. */
final class IniFile {
    private IniFile() {}

    /** Adds what the file says to {@code sections}. Names of keys do not depend on their case. */
    static void read(Path file, Map<String, Map<String, String>> sections) throws IOException {
        Map<String, String> section = new LinkedHashMap<>();
        String key = "";
        for (String line : Files.readAllLines(file)) {
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#") || text.startsWith(";")) {
                continue;
            }
            boolean indented = Character.isWhitespace(line.charAt(0));
            if (indented && !key.isEmpty()) {
                section.merge(key, text, (before, more) -> before + "\n" + more);
            } else if (text.startsWith("[") && text.endsWith("]")) {
                section = sections.computeIfAbsent(text.substring(1, text.length() - 1), _ -> new LinkedHashMap<>());
                key = "";
            } else {
                int at = separator(text);
                if (at < 0) {
                    throw new IOException(file + ": neither a section nor a key with a value: " + text);
                }
                key = text.substring(0, at).strip().toLowerCase(Locale.ROOT);
                section.put(key, text.substring(at + 1).strip());
            }
        }
    }

    private static int separator(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '=' || text.charAt(i) == ':') {
                return i;
            }
        }
        return -1;
    }
}
