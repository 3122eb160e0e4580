/** What helper scripts ask: CloudFormation, instance metadata, and whatever is fetched. */
@NullMarked
package io.moorage.cfnbootstrap.api;

import org.jspecify.annotations.NullMarked;
