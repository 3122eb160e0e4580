package io.moorage.ec2.key;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A public key in one of the formats that {@code ImportKeyPair} takes: a line of {@code authorized_keys}, an SSH public key file
 * (RFC 4716), or DER in base64 (EC2 user guide, "Requirements for key pairs").
 */
final class ImportedKey {
    private static final String SSH2 = "---- BEGIN SSH2 PUBLIC KEY ----";
    private static final String END = "---- END";

    private ImportedKey() {}

    /** Nothing when the text is no key of a supported type. */
    static Optional<SshKey> parse(String text) {
        String stripped = text.strip();
        try {
            if (stripped.startsWith(SSH2)) {
                return SshKey.ofBlob(Base64.getDecoder().decode(ssh2Body(stripped)));
            }
            String[] words = stripped.split("\\s+");
            return words.length >= 2 && words[0].startsWith("ssh-")
                    ? SshKey.ofBlob(Base64.getDecoder().decode(words[1]))
                            .filter(key -> key.algorithm().equals(words[0]))
                    : der(stripped);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Without the headers, each of which goes on in the next line when it ends with a backslash (RFC 4716 section 3.3). */
    private static String ssh2Body(String text) {
        boolean header = false;
        var body = new StringBuilder();
        for (String line : text.lines().skip(1).toList()) {
            if (line.startsWith(END)) {
                break;
            }
            header = header || line.contains(":");
            if (header) {
                header = line.endsWith("\\");
            } else {
                body.append(line.strip());
            }
        }
        return body.toString();
    }

    private static Optional<SshKey> der(String text) {
        Predicate<String> armour = line -> line.startsWith("-----");
        String body = text.lines().filter(armour.negate()).map(String::strip).collect(Collectors.joining());
        try {
            var key = KeyFactory.getInstance("RSA")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(body)));
            return key instanceof RSAPublicKey rsa
                    ? SshKey.ofBlob(SshKey.of(rsa).blob())
                    : Optional.empty();
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
