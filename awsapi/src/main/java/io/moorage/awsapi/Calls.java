package io.moorage.awsapi;

import io.moorage.awsmodels.Operation;

/**
 * How one service calls another's API for somebody, inside this process. The call is what it would be over HTTP: its input is
 * validated, the principal must be allowed it, and what is returned is durable.
 */
public interface Calls {
    /** @throws AwsException when the other service refuses, in its words */
    <I, O> O call(Operation<I, O> operation, I input, Principal principal);
}
