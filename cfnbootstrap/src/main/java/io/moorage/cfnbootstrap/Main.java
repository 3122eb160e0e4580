package io.moorage.cfnbootstrap;

import io.moorage.base.tls.TrustedRoot;
import io.moorage.cfnbootstrap.api.UrlHttp;
import io.moorage.cfnbootstrap.host.ChildProcesses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.SSLContext;

/** Becomes the helper script that its first argument names. */
public final class Main {
    private static final Path ROOT_CERTIFICATE = Path.of("/opt/moorage/ca.pem");
    private static final int MISUSED = 2;

    private Main() {}

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        List<String> words = List.of(arguments);
        System.exit(run(words.getFirst(), words.subList(1, words.size()), machine(), System.getenv()));
    }

    static int run(String name, List<String> line, Machine machine, Map<String, String> environment) {
        Script script =
                switch (name) {
                    case "cfn-init" -> new CfnInit(machine);
                    case "cfn-signal" -> new CfnSignal(machine);
                    case "cfn-get-metadata" -> new CfnGetMetadata(machine);
                    case "cfn-hup" -> new CfnHup(machine, environment);
                    default -> throw new IllegalArgumentException("no helper script is called " + name);
                };
        try {
            return script.run(script.options().parse(line));
        } catch (Options.Refused refused) {
            (refused.helped() ? machine.out() : machine.err()).println(refused.getMessage());
            return refused.helped() ? 0 : MISUSED;
        }
    }

    private static Machine machine() throws IOException, GeneralSecurityException {
        Optional<SSLContext> tls = TrustedRoot.of(ROOT_CERTIFICATE);
        return new Machine(
                Path.of("/"),
                new ChildProcesses(),
                "http://169.254.169.254",
                proxies -> new UrlHttp(tls, proxies),
                Main::rest,
                new Random(),
                InstantSource.system(),
                Main::hostName,
                ProcessHandle.current().pid(),
                System.out,
                System.err);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getCanonicalHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static void rest(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
