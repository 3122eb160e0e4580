/** Reads C2J models and writes the Java sources of {@code io.moorage.awsmodels.<service>}; runs only in the build. */
@NullMarked
package io.moorage.awsmodels.generator;

import org.jspecify.annotations.NullMarked;
