/** AWS CloudFormation's helper scripts (user guide, "CloudFormation helper scripts reference"): their command lines. */
@NullMarked
package io.moorage.cfnbootstrap;

import org.jspecify.annotations.NullMarked;
