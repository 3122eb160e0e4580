/**
 * The seam between stacks and what they are made of: a {@link io.moorage.cloudformation.resource.ResourceType} is one file
 * that says what properties a type has and which API actions make, change and delete it.
 */
@NullMarked
package io.moorage.cloudformation.resource;

import org.jspecify.annotations.NullMarked;
