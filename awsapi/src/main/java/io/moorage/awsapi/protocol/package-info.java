/** The wire forms of requests, answers and errors: json 1.1, rest-json, query and ec2-query. */
@NullMarked
package io.moorage.awsapi.protocol;

import org.jspecify.annotations.NullMarked;
