/** What EC2's actions share: errors, ids, tags, filters and paging. */
@NullMarked
package io.moorage.ec2.api;

import org.jspecify.annotations.NullMarked;
