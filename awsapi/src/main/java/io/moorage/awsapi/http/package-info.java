/** HTTP as the rest of awsapi sees it, and the only place that knows the web server. */
@NullMarked
package io.moorage.awsapi.http;

import org.jspecify.annotations.NullMarked;
