package io.moorage.ec2.registry;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Where the mirror gets images from: the host's Docker engine. */
public interface ImageSource {
    /**
     * The id of the image that {@code reference} names, pulling it from its own registry when it is not on the host and that answers soon.
     * Empty when it can be had nowhere. Bounded, though a pull under way may take minutes.
     *
     * @param reference such as {@code mysql:latest}
     */
    Optional<String> find(String reference);

    /** The image as {@code docker save} writes it: a tar. */
    InputStream save(String imageId) throws IOException;
}
