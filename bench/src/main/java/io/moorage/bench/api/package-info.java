/** Load on the AWS API. */
@NullMarked
package io.moorage.bench.api;

import org.jspecify.annotations.NullMarked;
