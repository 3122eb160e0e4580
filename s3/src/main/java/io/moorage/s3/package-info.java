/** S3, as much as there is of it here: buckets that are directories, for what other services read and write there. */
@NullMarked
package io.moorage.s3;

import org.jspecify.annotations.NullMarked;
