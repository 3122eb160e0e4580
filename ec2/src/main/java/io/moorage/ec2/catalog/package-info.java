/** What EC2 offers: regions, zones, instance types, images; and the tags of everything. */
@NullMarked
package io.moorage.ec2.catalog;

import org.jspecify.annotations.NullMarked;
