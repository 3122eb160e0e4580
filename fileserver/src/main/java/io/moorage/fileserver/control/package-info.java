/** How the control plane speaks to a file server: one JSON object per line over a Unix socket, a reply per request. */
@NullMarked
package io.moorage.fileserver.control;

import org.jspecify.annotations.NullMarked;
