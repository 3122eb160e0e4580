/** Sessions of Session Manager: shells on instances. */
@NullMarked
package io.moorage.ssm.session;

import org.jspecify.annotations.NullMarked;
