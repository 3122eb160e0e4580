package io.moorage.server;

import io.moorage.server.ServerConfig.Invalid;
import java.util.ArrayList;
import java.util.List;

/** A command line of {@code --name value} and {@code --flag} words, taken apart by who knows the names. */
final class Options {
    private final List<String> words;

    Options(List<String> words) {
        this.words = new ArrayList<>(words);
    }

    String value(String name, String whenAbsent) throws Invalid {
        int at = words.indexOf(name);
        if (at < 0) {
            return whenAbsent;
        }
        if (at + 1 == words.size()) {
            throw new Invalid(name + " needs a value");
        }
        words.remove(at);
        return words.remove(at);
    }

    boolean flag(String name) {
        return words.remove(name);
    }

    /** Whatever was not asked for by now is a mistake. */
    void refuseOthers() throws Invalid {
        if (!words.isEmpty()) {
            throw new Invalid("unknown option " + words.getFirst());
        }
    }
}
