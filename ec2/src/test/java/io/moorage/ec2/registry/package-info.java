@NullUnmarked
package io.moorage.ec2.registry;

import org.jspecify.annotations.NullUnmarked;
