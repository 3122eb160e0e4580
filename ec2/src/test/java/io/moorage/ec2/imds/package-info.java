@NullUnmarked
package io.moorage.ec2.imds;

import org.jspecify.annotations.NullUnmarked;
