package io.moorage.model.cloudformation;

import java.util.Optional;

/** An output of a stack. */
public record Output(String name, String value, String description, Optional<String> exportName) {}
