package io.moorage.ec2.api;

import io.moorage.model.ec2.Instance.Launch;
import java.util.Set;
import java.util.regex.Pattern;

/** Keys of tags that an instance finds among its metadata. */
public final class MetadataTags {
    private static final Pattern KEY = Pattern.compile("[0-9a-zA-Z\\-_+=,.@:]{1,255}");
    private static final Set<String> RESERVED = Set.of(".", "..", "_index");

    private MetadataTags() {}

    /** They are parts of paths there, which limits them (EC2 user guide, "View tags in instance metadata"). */
    public static void check(Launch launch, Set<String> keys) {
        if (!launch.metadata().tags()) {
            return;
        }
        for (String each : keys) {
            if (!KEY.matcher(each).matches() || RESERVED.contains(each)) {
                throw Ec2Errors.invalidValue(
                        "'%s' is not a valid tag key. Tag keys must match pattern ([0-9a-zA-Z\\-_+=,.@:]{1,255}), "
                                + "and must not be a reserved name ('.', '..', '_index')",
                        each);
            }
        }
    }
}
