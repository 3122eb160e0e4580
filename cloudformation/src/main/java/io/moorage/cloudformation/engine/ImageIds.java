package io.moorage.cloudformation.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Principal;
import io.moorage.awsmodels.ec2.DescribeImagesRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Wanted;
import java.util.List;
import java.util.Optional;

/**
 * Images that templates name by an id of AWS's: none of them is here, and the one that is here stands for all of them. What is
 * no image id at all is left for EC2 to refuse.
 */
final class ImageIds {
    private static final String IMAGE = "ImageId";
    private static final String LAUNCH_TEMPLATE = "LaunchTemplateData";
    private static final String SERVICE = "cloudformation.amazonaws.com";

    private ImageIds() {}

    /** @param note what to say in the event; empty when nothing was changed */
    record Known(Wanted wanted, Optional<String> note) {}

    static Known in(Wanted wanted, Aws aws) {
        JsonNode properties = wanted.properties();
        JsonNode holder = properties.has(LAUNCH_TEMPLATE) ? properties.path(LAUNCH_TEMPLATE) : properties;
        String named = holder.path(IMAGE).asText();
        // Every account may look at public images; a stack's caller need not be allowed to.
        String account = aws.principal().accountId();
        Aws service = new Aws(aws.calls(), new Principal(Principal.Kind.SERVICE, account, SERVICE, SERVICE, SERVICE));
        if (named.isEmpty() || !isUnknown(named, service)) {
            return new Known(wanted, Optional.empty());
        }
        return own(service)
                .map(own -> {
                    ObjectNode replaced = properties.deepCopy();
                    ObjectNode place =
                            properties.has(LAUNCH_TEMPLATE) ? (ObjectNode) replaced.get(LAUNCH_TEMPLATE) : replaced;
                    place.put(IMAGE, own);
                    return new Known(
                            wanted.with(replaced),
                            Optional.of("the image " + named + " is not here: " + own + " stands for it"));
                })
                .orElseGet(() -> new Known(wanted, Optional.empty()));
    }

    private static boolean isUnknown(String id, Aws service) {
        try {
            service.call(
                    Ec2Operations.DESCRIBE_IMAGES,
                    DescribeImagesRequest.builder().imageIds(List.of(id)).build());
            return false;
        } catch (AwsException e) {
            return e.code().equals("InvalidAMIID.NotFound");
        }
    }

    private static Optional<String> own(Aws service) {
        return service
                .call(
                        Ec2Operations.DESCRIBE_IMAGES,
                        DescribeImagesRequest.builder()
                                .owners(List.of("amazon"))
                                .build())
                .images()
                .stream()
                .findFirst()
                .map(image -> Aws.answered(image.imageId()));
    }
}
