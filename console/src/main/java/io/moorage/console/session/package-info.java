/** Who is signed in, and that a form was sent from the console's own page. */
@NullMarked
package io.moorage.console.session;

import org.jspecify.annotations.NullMarked;
