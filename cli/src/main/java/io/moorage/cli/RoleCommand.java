package io.moorage.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Runs one role in the foreground as a process of its own, with its options passed on as they are. */
@Command(description = "Run this role in the foreground; --help lists its options.")
final class RoleCommand implements Callable<Integer> {
    private final MoorageHome home;
    private final String mainClass;
    private final List<String> jvmOptions;

    @Unmatched
    private List<String> options = new ArrayList<>();

    RoleCommand(MoorageHome home, String mainClass, List<String> jvmOptions) {
        this.home = home;
        this.mainClass = mainClass;
        this.jvmOptions = jvmOptions;
    }

    static List<String> javaCommand(MoorageHome home, String mainClass, List<String> jvmOptions) {
        List<String> command = new ArrayList<>();
        command.add(home.java().toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=4", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", home.lib() + "/*", mainClass));
        return command;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> command = javaCommand(home, mainClass, jvmOptions);
        command.addAll(options);
        Process process = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process.waitFor();
    }
}
