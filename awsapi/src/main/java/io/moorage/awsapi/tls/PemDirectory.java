package io.moorage.awsapi.tls;

import io.moorage.base.tls.PemFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Set;

/** Certificates and their keys as {@code <name>.pem} and {@code <name>-key.pem}; keys only their owner can read. */
final class PemDirectory {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final Path directory;

    PemDirectory(Path directory) {
        this.directory = directory;
    }

    boolean has(String name) {
        return Files.exists(certificateFile(name)) && Files.exists(keyFile(name));
    }

    Path certificateFile(String name) {
        return directory.resolve(name + ".pem");
    }

    private Path keyFile(String name) {
        return directory.resolve(name + "-key.pem");
    }

    X509Certificate certificate(String name) throws IOException, GeneralSecurityException {
        return PemFiles.certificate(certificateFile(name));
    }

    KeyPair keyPair(String name, X509Certificate certificate) throws IOException, GeneralSecurityException {
        return new KeyPair(certificate.getPublicKey(), PemFiles.ellipticCurveKey(keyFile(name)));
    }

    /** The key first: a certificate that is there has its key. */
    void write(String name, X509Certificate certificate, KeyPair key) throws IOException, GeneralSecurityException {
        write(keyFile(name), "PRIVATE KEY", key.getPrivate().getEncoded(), "rw-------");
        write(certificateFile(name), "CERTIFICATE", certificate.getEncoded(), "rw-r--r--");
    }

    private void write(Path file, String label, byte[] content, String permissions) throws IOException {
        String pem =
                "-----BEGIN " + label + "-----\n" + LINES.encodeToString(content) + "\n-----END " + label + "-----\n";
        Set<PosixFilePermission> mode = PosixFilePermissions.fromString(permissions);
        Path temporary = directory.resolve(file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        Files.createFile(temporary, PosixFilePermissions.asFileAttribute(mode));
        Files.write(temporary, pem.getBytes(StandardCharsets.US_ASCII));
        Files.setPosixFilePermissions(temporary, mode);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
