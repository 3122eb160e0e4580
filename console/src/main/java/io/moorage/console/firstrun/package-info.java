/** The story of the AWS post, played by public API calls as whoever is signed in, with its steps shown as they happen. */
@NullMarked
package io.moorage.console.firstrun;

import org.jspecify.annotations.NullMarked;
