/** Immutable records of every service, their ids, states and transitions. */
@NullMarked
package io.moorage.model;

import org.jspecify.annotations.NullMarked;
