@NullUnmarked
package io.moorage.ec2.instance;

import org.jspecify.annotations.NullUnmarked;
