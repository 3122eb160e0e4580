package io.moorage.iam;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.awsapi.Authorizer;
import io.moorage.awsapi.Principal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Why a request was refused, sealed, so that only who may call STS's DecodeAuthorizationMessage reads it. What was sealed
 * before a restart cannot be opened after it.
 */
public final class AuthorizationMessages {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final RandomGenerator random;
    private final SecretKeySpec key;
    private final JsonMapper json = new JsonMapper();

    /** @param random a cryptographically strong one */
    public AuthorizationMessages(RandomGenerator random) {
        this.random = random;
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, "AES");
    }

    /** As it stands in EC2's refusals. */
    public String encode(Authorizer.Query query, Authorizer.Denied denied) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, text(query, denied).getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> new IllegalStateException("AES/GCM refuses to encrypt"));
        byte[] message = ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(message);
    }

    /** The text that was encoded (STS API reference, DecodeAuthorizationMessage); empty for what this did not encode. */
    public Optional<String> decode(String message) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(message));
            if (bytes.remaining() < NONCE_BYTES) {
                return Optional.empty();
            }
            byte[] nonce = new byte[NONCE_BYTES];
            bytes.get(nonce);
            byte[] sealed = new byte[bytes.remaining()];
            bytes.get(sealed);
            return cipher(Cipher.DECRYPT_MODE, nonce, sealed).map(text -> new String(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<byte[]> cipher(int mode, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            return Optional.of(cipher.doFinal(input));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private String text(Authorizer.Query query, Authorizer.Denied denied) {
        ObjectNode root = json.createObjectNode();
        root.put("allowed", false);
        root.put("explicitDeny", denied.explicit());
        root.putObject("matchedStatements").putArray("items");
        root.putObject("failures").putArray("items");
        ObjectNode context = root.putObject("context");
        Principal principal = query.principal();
        String arn = principal.arn();
        context.putObject("principal")
                .put("id", principal.userId())
                .put("name", arn.substring(arn.lastIndexOf('/') + 1))
                .put("arn", arn);
        context.put("action", query.action());
        context.put("resource", denied.resource());
        ArrayNode conditions = context.putObject("conditions").putArray("items");
        new TreeMap<>(query.conditions()).forEach((name, values) -> {
            ArrayNode items =
                    conditions.addObject().put("key", name).putObject("values").putArray("items");
            values.forEach(value -> items.addObject().put("value", value));
        });
        return root.toString();
    }
}
