/** The file server beside the server: its process, and EFS's view of it. */
@NullMarked
package io.moorage.server.files;

import org.jspecify.annotations.NullMarked;
