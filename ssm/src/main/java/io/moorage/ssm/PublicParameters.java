package io.moorage.ssm;

import io.moorage.model.ssm.Parameter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The parameters below {@code /aws/service} that name images (Systems Manager user guide, "Calling AMI public parameters"; ECS
 * developer guide, "Retrieving Amazon ECS-optimized AMI metadata"). Every x86-64 Linux among them is Moorage's one image.
 */
public final class PublicParameters {
    private static final String ECS = "/aws/service/ecs/optimized-ami/";
    private static final String LINUX = "/aws/service/ami-amazon-linux-latest/";
    private static final List<String> ECS_SYSTEMS = List.of("amazon-linux", "amazon-linux-2", "amazon-linux-2023");
    private static final List<String> LINUX_IMAGES = List.of(
            "amzn-ami-hvm-x86_64-gp2",
            "amzn2-ami-hvm-x86_64-ebs",
            "amzn2-ami-hvm-x86_64-gp2",
            "amzn2-ami-kernel-5.10-hvm-x86_64-ebs",
            "amzn2-ami-kernel-5.10-hvm-x86_64-gp2",
            "al2023-ami-kernel-default-x86_64",
            "al2023-ami-minimal-kernel-default-x86_64");

    private final TreeMap<String, Parameter> byName = new TreeMap<>();

    /** @param since when they are said to have changed last */
    public PublicParameters(String imageId, String imageName, Instant since) {
        for (String system : ECS_SYSTEMS) {
            String recommended = ECS + system + "/recommended";
            Map<String, String> members = new LinkedHashMap<>();
            members.put("image_id", imageId);
            members.put("image_name", imageName);
            members.put("os", "Debian 12");
            members.forEach((name, value) -> add(recommended + "/" + name, value, "text", since));
            add(
                    recommended,
                    "{\"schema_version\":1,\"image_name\":\"" + imageName + "\",\"image_id\":\"" + imageId
                            + "\",\"os\":\"Debian 12\"}",
                    "text",
                    since);
        }
        LINUX_IMAGES.forEach(name -> add(LINUX + name, imageId, "aws:ec2:image", since));
    }

    private void add(String name, String value, String dataType, Instant since) {
        byName.put(
                name,
                new Parameter(
                        name, "String", value, 1, since, "", Optional.empty(), Optional.empty(), dataType, Map.of()));
    }

    public Optional<Parameter> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** In the order of their names. */
    public List<Parameter> all() {
        return List.copyOf(byName.values());
    }
}
