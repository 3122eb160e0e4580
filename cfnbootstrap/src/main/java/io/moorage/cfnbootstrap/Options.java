package io.moorage.cfnbootstrap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command line as AWS's helper scripts take it: long options may be cut short as long as they are clear, their values follow or
 * stand behind {@code =}, those of short options may be attached.
 */
final class Options {
    /**
     * @param letter empty when there is none
     * @param value what stands for its value in the help; empty for a flag
     */
    record Option(String letter, String name, String value, String help) {
        boolean isFlag() {
            return value.isEmpty();
        }

        String words() {
            String shown = isFlag() ? "" : value;
            return (letter.isEmpty() ? "" : "-" + letter + (shown.isEmpty() ? "" : " " + shown) + ", ") + "--" + name
                    + (shown.isEmpty() ? "" : "=" + shown);
        }
    }

    /** Keys, where a script asks CloudFormation for something. */
    static final List<Option> CREDENTIALS = List.of(
            new Option(
                    "f",
                    "credential-file",
                    "CREDENTIAL_FILE",
                    "A credential file, readable only by the owner, with keys 'AWSAccessKeyId' and 'AWSSecretKey'"),
            new Option("", "role", "IAM_ROLE", "An IAM Role"),
            new Option("", "access-key", "ACCESS_KEY", "An AWS Access Key"),
            new Option("", "secret-key", "SECRET_KEY", "An AWS Secret Key"),
            new Option("", "http-proxy", "HTTP_PROXY", "A (non-SSL) HTTP proxy"),
            new Option("", "https-proxy", "HTTPS_PROXY", "An HTTPS proxy"));

    private static final Option HELP = new Option("h", "help", "", "show this help message and exit");

    private final String program;
    private final String usage;
    private final List<Option> known;

    Options(String program, String usage, List<Option> known) {
        this.program = program;
        this.usage = usage;
        this.known = known;
    }

    /** What was given. */
    record Given(Map<String, String> options, List<String> arguments) {
        Optional<String> get(String name) {
            return Optional.ofNullable(options.get(name));
        }

        String get(String name, String otherwise) {
            return options.getOrDefault(name, otherwise);
        }

        boolean has(String name) {
            return options.containsKey(name);
        }
    }

    /** A command line that cannot be understood, or asks for help. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean helped;

        Refused(String message, boolean helped) {
            super(message);
            this.helped = helped;
        }

        /** The text goes to standard output, and all is well. */
        boolean helped() {
            return helped;
        }
    }

    Given parse(List<String> line) throws Refused {
        Map<String, String> options = new HashMap<>();
        List<String> arguments = new ArrayList<>();
        for (Iterator<String> words = line.iterator(); words.hasNext(); ) {
            String word = words.next();
            if (word.equals("--")) {
                words.forEachRemaining(arguments::add);
            } else if (word.startsWith("--")) {
                longOption(word.substring(2), words, options);
            } else if (word.startsWith("-") && word.length() > 1) {
                letters(word.substring(1), words, options);
            } else {
                arguments.add(word);
            }
        }
        return new Given(options, arguments);
    }

    private void longOption(String word, Iterator<String> rest, Map<String, String> options) throws Refused {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        Option option = named(name);
        if (option.isFlag()) {
            if (equals >= 0) {
                throw error("--" + option.name() + " option does not take a value");
            }
            take(option, "", options);
        } else {
            take(option, equals < 0 ? next(option.name(), rest) : word.substring(equals + 1), options);
        }
    }

    private Option named(String name) throws Refused {
        List<Option> all = all();
        for (Option each : all) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        List<Option> meant =
                all.stream().filter(each -> each.name().startsWith(name)).toList();
        if (meant.size() != 1) {
            throw error(
                    meant.isEmpty()
                            ? "no such option: --" + name
                            : "ambiguous option: --" + name + " ("
                                    + String.join(
                                            ", ",
                                            meant.stream()
                                                    .map(each -> "--" + each.name())
                                                    .sorted()
                                                    .toList())
                                    + "?)");
        }
        return meant.getFirst();
    }

    private void letters(String letters, Iterator<String> rest, Map<String, String> options) throws Refused {
        for (int i = 0; i < letters.length(); i++) {
            String letter = letters.substring(i, i + 1);
            Option option = all().stream()
                    .filter(each -> each.letter().equals(letter))
                    .findFirst()
                    .orElse(null);
            if (option == null) {
                throw error("no such option: -" + letter);
            }
            if (!option.isFlag()) {
                String attached = letters.substring(i + 1);
                take(option, attached.isEmpty() ? next(option.name(), rest) : attached, options);
                return;
            }
            take(option, "", options);
        }
    }

    private String next(String name, Iterator<String> rest) throws Refused {
        if (!rest.hasNext()) {
            throw error("--" + name + " option requires an argument");
        }
        return rest.next();
    }

    private void take(Option option, String value, Map<String, String> options) throws Refused {
        if (option.equals(HELP)) {
            throw new Refused(help(), true);
        }
        options.put(option.name(), value);
    }

    private List<Option> all() {
        List<Option> all = new ArrayList<>(known);
        all.add(HELP);
        return all;
    }

    /** A mistake in the command line, told as AWS's scripts do. */
    Refused error(String problem) {
        return new Refused("Usage: " + usage + "\n\n" + program + ": error: " + problem, false);
    }

    String help() {
        StringBuilder text = new StringBuilder("Usage: " + usage + "\n\nOptions:\n");
        for (Option each : all()) {
            text.append("  ")
                    .append(each.words())
                    .append("\n                        ")
                    .append(each.help())
                    .append('\n');
        }
        return text.toString().stripTrailing();
    }
}
