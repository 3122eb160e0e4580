package io.moorage.fileserver;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** A mount target's certificate as the control plane would make it, but by openssl. */
public final class TestCertificate {
    private TestCertificate() {}

    /** Makes {@code efs.pem} and {@code efs-key.pem}, the certificate being its own authority. */
    public static Supplier<SSLEngine> make(Path directory) throws IOException, InterruptedException {
        run(
                directory,
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-keyout",
                "efs-key.pem",
                "-out",
                "efs.pem",
                "-days",
                "2",
                "-subj",
                "/CN=mount target",
                "-addext",
                "subjectAltName=DNS:*.efs.us-east-1.amazonaws.com");
        return new ServerCertificate(directory.resolve("efs.pem"), directory.resolve("efs-key.pem"));
    }

    public static String run(Path directory, String... command) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " hangs");
        }
        String words = java.nio.file.Files.readString(output);
        if (process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + words);
        }
        return words;
    }

    /** For clients that test something else than trust. */
    public static X509ExtendedTrustManager trustAll() {
        return new X509ExtendedTrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String authType) {}

            @Override
            public void checkClientTrusted(X509Certificate[] chain, String authType, java.net.Socket socket) {}

            @Override
            public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String authType) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String authType, java.net.Socket socket) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };
    }
}
