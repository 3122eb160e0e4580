/** Real packets through real namespaces. */
@NullMarked
package io.moorage.ec2.network;

import org.jspecify.annotations.NullMarked;
