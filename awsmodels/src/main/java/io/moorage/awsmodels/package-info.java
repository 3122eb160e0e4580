/** Records and descriptor tables generated from the C2J models. */
@NullMarked
package io.moorage.awsmodels;

import org.jspecify.annotations.NullMarked;
