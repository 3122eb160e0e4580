package io.moorage.server.balance;

import io.moorage.server.process.DetachedProcess;
import java.nio.file.Path;
import java.util.List;

/** The load balancers' process, one for all of them: connections outlive this server. It learns anew what it carries when it starts. */
public final class BalancerProcess {
    public static final String NAME = "loadbalancer";
    private static final String MAIN_CLASS = "io.moorage.loadbalancer.Main";
    private static final List<String> JVM_OPTIONS = List.of(
            "-Xms32m",
            "-Xmx192m",
            "-XX:MaxDirectMemorySize=192m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final Path home;
    private final DetachedProcess process;

    public BalancerProcess(DetachedProcess.Jvm jvm, Path home) {
        this.home = home;
        this.process = new DetachedProcess(
                jvm,
                home,
                new DetachedProcess.Program(
                        NAME,
                        MAIN_CLASS,
                        JVM_OPTIONS,
                        List.of("--control", controlSocket().toString())));
    }

    public Path controlSocket() {
        return home.resolve("run/loadbalancer.sock");
    }

    public DetachedProcess process() {
        return process;
    }
}
