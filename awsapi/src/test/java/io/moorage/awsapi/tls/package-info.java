@NullMarked
package io.moorage.awsapi.tls;

import org.jspecify.annotations.NullMarked;
