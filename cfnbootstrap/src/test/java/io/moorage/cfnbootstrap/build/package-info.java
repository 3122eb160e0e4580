@NullUnmarked
package io.moorage.cfnbootstrap.build;

import org.jspecify.annotations.NullUnmarked;
