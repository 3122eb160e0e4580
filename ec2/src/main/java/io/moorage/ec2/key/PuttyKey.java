package io.moorage.ec2.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** PuTTY's file of a private key, version 2, without a passphrase (PuTTY user manual, appendix C). */
final class PuttyKey {
    private static final int LINE = 64;
    private static final String NO_ENCRYPTION = "none";

    private PuttyKey() {}

    /** @param secret the private half in SSH's binary fields, as the appendix lists them for each kind of key */
    static String of(SshKey key, String comment, byte[] secret) {
        byte[] authenticated = SshKey.fields(
                SshKey.bytes(key.algorithm()), SshKey.bytes(NO_ENCRYPTION), SshKey.bytes(comment), key.blob(), secret);
        return "PuTTY-User-Key-File-2: " + key.algorithm() + "\n"
                + "Encryption: " + NO_ENCRYPTION + "\n"
                + "Comment: " + comment + "\n"
                + lines("Public", key.blob())
                + lines("Private", secret)
                + "Private-MAC: " + HexFormat.of().formatHex(mac(authenticated)) + "\n";
    }

    private static String lines(String half, byte[] content) {
        String text = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(content);
        return half + "-Lines: " + text.lines().count() + "\n" + text + "\n";
    }

    private static byte[] mac(byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            byte[] secret =
                    SshKey.digest("SHA-1", "putty-private-key-file-mac-key".getBytes(StandardCharsets.US_ASCII));
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
