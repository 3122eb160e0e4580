/** One class per action of IAM and STS, named as AWS names it. */
@NullMarked
package io.moorage.iam.action;

import org.jspecify.annotations.NullMarked;
