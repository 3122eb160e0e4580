package io.moorage.awsmodels;

/**
 * An error an operation declares.
 *
 * @param name the shape's name, e.g. {@code NoSuchEntityException}
 * @param code the code on the wire, e.g. {@code NoSuchEntity}
 */
public record ErrorShape(String name, String code, int httpStatus) {}
