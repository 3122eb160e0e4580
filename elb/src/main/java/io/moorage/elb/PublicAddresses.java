package io.moorage.elb;

import io.moorage.store.Transaction;

/** Where load balancers that face the internet get their public addresses. */
@FunctionalInterface
public interface PublicAddresses {
    /**
     * One that nobody has.
     *
     * @throws io.moorage.awsapi.AwsException when there is none
     */
    String allocate(Transaction tx);
}
