/**
 * AWS Signature Version 4 (AWS General Reference, "Signing AWS API requests"): what is signed, by whom, and the result.
 * Used by the API endpoint to verify and by the agent to sign.
 */
@NullMarked
package io.moorage.base.sigv4;

import org.jspecify.annotations.NullMarked;
