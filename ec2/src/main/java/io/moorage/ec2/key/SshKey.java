package io.moorage.ec2.key;

import io.moorage.ec2.api.Ec2Errors;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A public key as SSH writes it (RFC 4253 section 6.6, RFC 8709), and its fingerprints as EC2 computes them.
 *
 * @param type {@code rsa} or {@code ed25519}
 * @param blob the key in SSH's binary form
 */
record SshKey(String type, byte[] blob) {
    private static final String RSA = "ssh-rsa";
    private static final String ED25519 = "ssh-ed25519";
    private static final int ED25519_LENGTH = 32;
    private static final int SHORTEST_RSA = 1024;

    static SshKey of(RSAPublicKey key) {
        return new SshKey(
                "rsa",
                fields(
                        bytes(RSA),
                        key.getPublicExponent().toByteArray(),
                        key.getModulus().toByteArray()));
    }

    static SshKey of(EdECPublicKey key) {
        byte[] encoded = key.getEncoded();
        byte[] point = Arrays.copyOfRange(encoded, encoded.length - ED25519_LENGTH, encoded.length);
        return new SshKey("ed25519", fields(bytes(ED25519), point));
    }

    /** A key in SSH's binary form; nothing when it is none of a supported type and length. */
    static Optional<SshKey> ofBlob(byte[] blob) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(blob);
            String name = new String(next(buffer), StandardCharsets.US_ASCII);
            byte[] first = next(buffer);
            boolean good =
                    switch (name) {
                        case RSA -> new BigInteger(next(buffer)).bitLength() >= SHORTEST_RSA;
                        case ED25519 -> first.length == ED25519_LENGTH;
                        default -> false;
                    };
            return good && !buffer.hasRemaining()
                    ? Optional.of(new SshKey(name.equals(RSA) ? "rsa" : "ed25519", blob))
                    : Optional.empty();
        } catch (NumberFormatException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    /** As in {@code authorized_keys}. */
    String line(String comment) {
        return algorithm() + " " + Base64.getEncoder().encodeToString(blob) + " " + comment;
    }

    /** As SSH names it. */
    String algorithm() {
        return type.equals("rsa") ? RSA : ED25519;
    }

    /** What EC2 shows for an imported RSA key: MD5 over the DER public key. */
    String importedFingerprint() {
        return type.equals("rsa") ? HexFormat.ofDelimiter(":").formatHex(digest("MD5", der())) : sha256();
    }

    /** What EC2 shows for an ED25519 key: SHA-256 as OpenSSH writes it, padded. */
    String sha256() {
        return Base64.getEncoder().encodeToString(digest("SHA-256", blob));
    }

    private byte[] der() {
        ByteBuffer buffer = ByteBuffer.wrap(blob);
        next(buffer);
        var exponent = new BigInteger(next(buffer));
        var modulus = new BigInteger(next(buffer));
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(modulus, exponent))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw Ec2Errors.refused("InvalidKey.Format", "Key is not in valid OpenSSH public key format");
        }
    }

    static byte[] digest(String algorithm, byte[] input) {
        try {
            return MessageDigest.getInstance(algorithm).digest(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] next(ByteBuffer buffer) {
        int length = buffer.getInt();
        if (length < 0 || length > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        var field = new byte[length];
        buffer.get(field);
        return field;
    }

    static byte[] fields(byte[]... fields) {
        var out = new ByteArrayOutputStream();
        for (byte[] each : fields) {
            out.writeBytes(ByteBuffer.allocate(4).putInt(each.length).array());
            out.writeBytes(each);
        }
        return out.toByteArray();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
