package io.moorage.ec2.compute;

import io.moorage.awsmodels.ec2.InstanceMetadataOptionsRequest;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.model.ec2.Instance.Launch;
import io.moorage.model.ec2.Instance.MetadataOptions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Metadata options as requests change them; what a request leaves out stays. */
final class MetadataOptionsRequests {
    private static final int MOST_HOPS = 64;

    private MetadataOptionsRequests() {}

    static Launch changed(Launch before, @Nullable InstanceMetadataOptionsRequest given) {
        if (given == null) {
            return before;
        }
        if ("enabled".equals(given.httpProtocolIpv6())) {
            throw Ec2Errors.unsupported("The metadata service over IPv6");
        }
        MetadataOptions options = before.metadata();
        int hops = Objects.requireNonNullElse(given.httpPutResponseHopLimit(), options.hopLimit());
        if (hops < 1 || hops > MOST_HOPS) {
            throw Ec2Errors.invalidValue(
                    "Value (%d) for parameter HttpPutResponseHopLimit is invalid. Specify an integer between 1 and %d.",
                    hops, MOST_HOPS);
        }
        return before.edit()
                .metadata(
                        given.httpTokens() == null
                                ? before.tokensRequired()
                                : given.httpTokens().equals("required"),
                        new MetadataOptions(
                                isOn(given.httpEndpoint(), options.enabled()),
                                hops,
                                isOn(given.instanceMetadataTags(), options.tags())))
                .build();
    }

    private static boolean isOn(@Nullable String given, boolean before) {
        return given == null ? before : given.equals("enabled");
    }
}
