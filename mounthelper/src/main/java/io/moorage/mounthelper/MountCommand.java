package io.moorage.mounthelper;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What mount(8) hands to a helper (mount(8), EXTERNAL HELPERS): {@code SPEC DIR [-sfnrwv] [-o OPTIONS] [-t TYPE.SUBTYPE]}.
 *
 * @param efs called as mount.efs
 * @param fake everything but the mount itself
 * @param sloppy unknown options are passed over
 */
record MountCommand(boolean efs, String spec, Path target, List<String> options, boolean fake, boolean sloppy) {
    static MountCommand parse(List<String> arguments) throws MountFailure {
        List<String> words = new ArrayList<>();
        List<String> options = new ArrayList<>();
        boolean efs = false;
        boolean fake = false;
        boolean sloppy = false;
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (word.equals("--efs")) {
                efs = true;
            } else if (word.equals("-o") || word.equals("-t") || word.equals("-N")) {
                if (++i == arguments.size()) {
                    throw usage(word + " needs a value");
                }
                if (word.equals("-o")) {
                    options.addAll(List.of(arguments.get(i).split(",")));
                }
            } else if (word.startsWith("-") && word.length() > 1) {
                for (char flag : word.substring(1).toCharArray()) {
                    switch (flag) {
                        case 'f' -> fake = true;
                        case 's' -> sloppy = true;
                        case 'r' -> options.add("ro");
                        case 'w' -> options.add("rw");
                        case 'n', 'v' -> {
                            // /etc/mtab is the kernel's list nowadays, and there is nothing more to say.
                        }
                        default -> throw usage("unknown option -" + flag);
                    }
                }
            } else {
                words.add(word);
            }
        }
        if (words.size() != 2) {
            throw usage("wanted: SPEC DIR [-sfnrwv] [-o OPTIONS]");
        }
        options.removeIf(String::isEmpty);
        return new MountCommand(
                efs,
                words.get(0),
                Path.of(words.get(1)).toAbsolutePath().normalize(),
                List.copyOf(options),
                fake,
                sloppy);
    }

    /** The name in messages. */
    String name() {
        return efs ? "mount.efs" : "mount.nfs4";
    }

    private static MountFailure usage(String message) {
        return new MountFailure(MountFailure.USAGE, message);
    }
}
