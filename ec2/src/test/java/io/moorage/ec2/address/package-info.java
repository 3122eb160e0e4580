@NullMarked
package io.moorage.ec2.address;

import org.jspecify.annotations.NullMarked;
