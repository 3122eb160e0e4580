/** The one place AWS's clients connect to. */
@NullMarked
package io.moorage.awsapi.endpoint;

import org.jspecify.annotations.NullMarked;
