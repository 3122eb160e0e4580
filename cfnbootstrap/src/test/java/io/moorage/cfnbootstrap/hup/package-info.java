@NullUnmarked
package io.moorage.cfnbootstrap.hup;

import org.jspecify.annotations.NullUnmarked;
