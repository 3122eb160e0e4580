package io.moorage.model.s3;

import java.util.regex.Pattern;

/** A bucket is a directory of this name, so it must lead nowhere else (S3 user guide, "General purpose bucket naming rules"). */
public final class BucketName {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]|\\.(?!\\.)){1,61}[a-z0-9]");

    private BucketName() {}

    public static boolean isValid(String name) {
        return FORM.matcher(name).matches();
    }
}
