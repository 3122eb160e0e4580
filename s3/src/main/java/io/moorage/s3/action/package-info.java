/** One class for each operation of S3's REST API that is answered. */
@NullMarked
package io.moorage.s3.action;

import org.jspecify.annotations.NullMarked;
