/** What S3 keeps. */
@NullMarked
package io.moorage.model.s3;

import org.jspecify.annotations.NullMarked;
