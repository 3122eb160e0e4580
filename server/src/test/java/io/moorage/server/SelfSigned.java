package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/** A certificate and its key that OpenSSL made, good for two days: files of PEM. */
record SelfSigned(Path body, Path key) {
    /** @param directory gets the files, and a log */
    static SelfSigned of(String name, Path directory) throws Exception {
        Path key = directory.resolve(name + "-key.pem");
        Path body = directory.resolve(name + ".pem");
        String command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=" + name + " -keyout " + key
                + " -out " + body;
        Process openssl = new ProcessBuilder(command.split(" ", -1))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        assertThat(openssl.waitFor()).as(command).isZero();
        return new SelfSigned(body, key);
    }
}
