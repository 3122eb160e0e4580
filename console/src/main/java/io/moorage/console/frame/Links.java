package io.moorage.console.frame;

import io.moorage.base.sigv4.Uri;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Addresses of pages. */
public final class Links {
    public static final String ROOT = "/console/";

    private Links() {}

    /** Each step is encoded, so that a name is one step whatever it holds. */
    public static String to(String... steps) {
        return ROOT + Arrays.stream(steps).map(Uri::encode).collect(Collectors.joining("/"));
    }

    /** A machine's id; of EC2's instances with the way to its page. */
    public static Html machine(String id) {
        return id.startsWith("i-") ? Parts.linkedId(to("ec2", "instances", id), id) : Parts.id(id);
    }

    /** What follows the last slash of an ARN: the name or id of what it means. */
    public static String nameOf(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
