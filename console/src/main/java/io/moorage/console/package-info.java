/** The console: pages in a browser, which speak AWS's API for whoever is signed in. */
@NullMarked
package io.moorage.console;

import org.jspecify.annotations.NullMarked;
