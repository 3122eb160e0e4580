/** Between the API's shapes and the model: each meaning is checked once, on the way in. */
@NullMarked
package io.moorage.ecs.shape;

import org.jspecify.annotations.NullMarked;
