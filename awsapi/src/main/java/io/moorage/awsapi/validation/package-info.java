/** Checks inputs against the constraints of their models. */
@NullMarked
package io.moorage.awsapi.validation;

import org.jspecify.annotations.NullMarked;
