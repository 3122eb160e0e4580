/** Tests of charts. */
@NullMarked
package io.moorage.console.session;

import org.jspecify.annotations.NullMarked;
