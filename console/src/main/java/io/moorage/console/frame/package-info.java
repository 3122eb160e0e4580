/** What every page has in common: what it is asked, what it answers, the shell around it. */
@NullMarked
package io.moorage.console.frame;

import org.jspecify.annotations.NullMarked;
