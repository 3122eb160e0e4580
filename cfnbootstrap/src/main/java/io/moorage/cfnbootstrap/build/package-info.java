/** What the metadata key AWS::CloudFormation::Init says, done: one class per section. */
@NullMarked
package io.moorage.cfnbootstrap.build;

import org.jspecify.annotations.NullMarked;
