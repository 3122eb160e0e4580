/** The machine that is configured: its files, its programs, its logs. */
@NullMarked
package io.moorage.cfnbootstrap.host;

import org.jspecify.annotations.NullMarked;
