/** AWS wire protocols, signing, validation and errors. */
@NullMarked
package io.moorage.awsapi;

import org.jspecify.annotations.NullMarked;
