@NullUnmarked
package io.moorage.cfnbootstrap;

import org.jspecify.annotations.NullUnmarked;
