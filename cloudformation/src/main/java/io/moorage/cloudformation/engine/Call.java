package io.moorage.cloudformation.engine;

import io.moorage.model.cloudformation.StackResource;

/**
 * Something to be asked of another service.
 *
 * @param resource as it is stored; its stage says what
 * @param again whether the same was called before, perhaps with success
 */
public record Call(StackResource resource, boolean again) {}
