@NullMarked
package io.moorage.awsmodels.generator;

import org.jspecify.annotations.NullMarked;
