package io.moorage.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Checks what Moorage needs of the machine, each with what to do about it. */
@Command(name = "doctor", description = "Check what Moorage needs of this machine.", mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    private final MoorageHome home;
    private final Installation installation;
    private final ServerProcess server;
    private boolean healthy = true;

    DoctorCommand(MoorageHome home, Installation installation, ServerProcess server) {
        this.home = home;
        this.installation = installation;
        this.server = server;
    }

    @Override
    public Integer call() {
        check(
                "root",
                "root".equals(System.getProperty("user.name")),
                "run it with sudo: networks and containers need root");
        check("JDK " + Runtime.version().feature(), Runtime.version().feature() >= 25, "install a JDK 25 or newer");
        for (String tool : new String[] {"ip", "nft", "dockerd", "mmdebstrap", "aws", "mariadb", "ssh"}) {
            check(tool, onPath(tool), "./moorage up installs it");
        }
        check("/dev/fuse", Files.exists(Path.of("/dev/fuse")), "load the kernel's fuse module: modprobe fuse");
        check(
                "network namespaces",
                Files.exists(Path.of("/proc/self/ns/net")),
                "a kernel with CONFIG_NET_NS is needed");
        note("NFS client", kernelHasNfs() ? "the kernel's" : "Moorage's own over FUSE (the kernel has none)");
        Optional<String> docker = installation.dockerHost();
        note("Docker engine", docker.orElse("none answers; ./moorage up starts one of Moorage's own"));
        note("home", home.directory().toString());
        note("server", server.answers() ? "answers at " + home.endpoint() : "not running");
        names();
        return healthy ? 0 : 1;
    }

    /** The names of VPCs, asked for where everything else on this machine asks. */
    private void names() {
        String server = "127.0.0.1:" + (home.port() + 1);
        String domains = Stream.of(
                        "ec2.internal",
                        "compute.internal",
                        "compute-1.amazonaws.com",
                        "compute.amazonaws.com",
                        home.region() + ".elb.amazonaws.com",
                        "efs." + home.region() + ".amazonaws.com")
                .map(domain -> "~" + domain)
                .collect(Collectors.joining(" "));
        note(
                "DNS names of VPCs",
                "./moorage resolve NAME, or a DNS server at " + server + "; to have this machine ask it:");
        System.out.println("        systemd-resolved: in /etc/systemd/resolved.conf.d/moorage.conf, then restart it:");
        System.out.println("          [Resolve]");
        System.out.println("          DNS=" + server);
        System.out.println("          Domains=" + domains);
        System.out.println("        dnsmasq: in /etc/dnsmasq.d/moorage.conf, then restart it:");
        System.out.println(
                "          server=/" + domains.replace("~", "").replace(' ', '/') + "/" + server.replace(':', '#'));
    }

    private void check(String what, boolean good, String remedy) {
        healthy &= good;
        System.out.println((good ? "ok    " : "MISSING ") + what + (good ? "" : ": " + remedy));
    }

    private static void note(String what, String text) {
        System.out.println("      " + what + ": " + text);
    }

    private static boolean onPath(String tool) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("") + ":/usr/sbin:/sbin";
        for (String directory : path.split(":", -1)) {
            if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, tool))) {
                return true;
            }
        }
        return false;
    }

    private static boolean kernelHasNfs() {
        try {
            return Files.readString(Path.of("/proc/filesystems")).contains("nfs4");
        } catch (IOException e) {
            return false;
        }
    }
}
