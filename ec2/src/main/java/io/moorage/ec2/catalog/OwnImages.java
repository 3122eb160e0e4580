package io.moorage.ec2.catalog;

import io.moorage.ec2.Ec2Config;
import io.moorage.model.ec2.Image;
import io.moorage.store.Ec2Tables;
import io.moorage.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** The images Moorage brings: one, made like Amazon's image for ECS. */
public final class OwnImages {
    public static final String NAME = "moorage-ecs-optimized";

    private OwnImages() {}

    /** Its id is the same in every Moorage of a region, so that templates can name it. */
    public static String id(String region) {
        byte[] digest = sha256(NAME + " " + region);
        return "ami-" + HexFormat.of().formatHex(digest).substring(0, 17);
    }

    /** Writes it where it is not yet, or tells of another container image than now. */
    public static void ensure(Transaction tx, Ec2Config config, Instant now) {
        String id = id(config.region());
        Optional<Image> present = tx.find(Ec2Tables.IMAGES, id);
        if (present.filter(each -> each.dockerImage().equals(config.dockerImage()))
                .isEmpty()) {
            tx.put(
                    Ec2Tables.IMAGES,
                    new Image(
                            id,
                            NAME,
                            "Debian 12 with cloud-init, Docker and the ECS agent",
                            "x86_64",
                            config.dockerImage(),
                            present.map(Image::created).orElse(now),
                            present.map(Image::tags).orElse(Map.of())));
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
