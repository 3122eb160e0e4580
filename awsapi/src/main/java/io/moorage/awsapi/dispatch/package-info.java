/** From a request to its action and back: routing, validation, authorisation, translation of errors. */
@NullMarked
package io.moorage.awsapi.dispatch;

import org.jspecify.annotations.NullMarked;
