package io.moorage.ec2.dns;

import io.moorage.store.ReadView;

/** What names stand for, to somebody who asks. Pure. */
public interface Names {
    /**
     * Answers a question.
     *
     * @param vpcId the VPC that is asked in
     * @param asking private address of who asks: some names depend on its zone
     * @param name without the final dot
     * @param type as {@link org.xbill.DNS.Type} numbers them
     */
    DnsAnswer resolve(ReadView view, String vpcId, String asking, String name, int type);
}
