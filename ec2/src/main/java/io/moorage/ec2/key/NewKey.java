package io.moorage.ec2.key;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A freshly made key pair.
 *
 * @param pem the private half, to be given away once: PKCS #1 for RSA, OpenSSH's own format for ED25519, as EC2 has it
 * @param secret the private half as PuTTY writes it
 */
record NewKey(SshKey key, String fingerprint, String pem, byte[] secret) {
    private static final int RSA_BITS = 2048;
    private static final int CIPHER_BLOCK = 8;

    static NewKey rsa() {
        KeyPair pair = generate("RSA", RSA_BITS);
        byte[] pkcs8 = pair.getPrivate().getEncoded();
        return new NewKey(
                SshKey.of((RSAPublicKey) pair.getPublic()),
                HexFormat.ofDelimiter(":").formatHex(SshKey.digest("SHA-1", pkcs8)),
                pem("RSA PRIVATE KEY", pkcs1(pkcs8)),
                puttySecret((RSAPrivateCrtKey) pair.getPrivate()));
    }

    static NewKey ed25519() {
        KeyPair pair = generate("Ed25519", 255);
        SshKey key = SshKey.of((EdECPublicKey) pair.getPublic());
        byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
        return new NewKey(key, key.sha256(), pem("OPENSSH PRIVATE KEY", openSsh(key, seed)), SshKey.fields(seed));
    }

    /** The private half in PuTTY's format. */
    String ppk(String comment) {
        return PuttyKey.of(key, comment, secret);
    }

    private static byte[] puttySecret(RSAPrivateCrtKey key) {
        return SshKey.fields(
                key.getPrivateExponent().toByteArray(),
                key.getPrimeP().toByteArray(),
                key.getPrimeQ().toByteArray(),
                key.getCrtCoefficient().toByteArray());
    }

    private static KeyPair generate(String algorithm, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The PKCS #1 key inside a PKCS #8 one (RFC 5208 section 5): the octet string after version and algorithm. */
    private static byte[] pkcs1(byte[] pkcs8) {
        ByteBuffer der = ByteBuffer.wrap(pkcs8);
        enter(der);
        skip(der);
        skip(der);
        var inner = new byte[enter(der)];
        der.get(inner);
        return inner;
    }

    private static void skip(ByteBuffer der) {
        int length = enter(der);
        der.position(der.position() + length);
    }

    /** Reads a tag and a length (X.690 section 8.1). */
    private static int enter(ByteBuffer der) {
        der.get();
        int first = der.get() & 0xff;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < (first & 0x7f); i++) {
            length = length << 8 | (der.get() & 0xff);
        }
        return length;
    }

    /** OpenSSH's PROTOCOL.key: no cipher, no passphrase. */
    private static byte[] openSsh(SshKey key, byte[] seed) {
        byte[] point = Arrays.copyOfRange(key.blob(), key.blob().length - seed.length, key.blob().length);
        byte[] secret =
                ByteBuffer.allocate(seed.length * 2).put(seed).put(point).array();
        var inner = new ByteArrayOutputStream();
        // Two equal numbers tell that decryption worked; without a cipher any will do.
        inner.writeBytes(new byte[8]);
        inner.writeBytes(SshKey.fields(SshKey.bytes("ssh-ed25519"), point, secret, new byte[0]));
        for (int pad = 1; inner.size() % CIPHER_BLOCK != 0; pad++) {
            inner.write(pad);
        }
        var out = new ByteArrayOutputStream();
        out.writeBytes(SshKey.bytes("openssh-key-v1\0"));
        out.writeBytes(SshKey.fields(SshKey.bytes("none"), SshKey.bytes("none"), new byte[0]));
        out.writeBytes(ByteBuffer.allocate(4).putInt(1).array());
        out.writeBytes(SshKey.fields(key.blob(), inner.toByteArray()));
        return out.toByteArray();
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(label, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content), label);
    }
}
