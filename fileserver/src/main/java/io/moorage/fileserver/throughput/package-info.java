/** How much throughput EFS would permit a file system. */
@NullMarked
package io.moorage.fileserver.throughput;

import org.jspecify.annotations.NullMarked;
