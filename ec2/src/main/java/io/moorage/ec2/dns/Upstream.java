package io.moorage.ec2.dns;

import java.io.IOException;
import org.xbill.DNS.Message;

/** The world outside a VPC. */
public interface Upstream {
    /** Asks, and returns the answer; throws when there is none within two seconds. */
    Message ask(Message query) throws IOException;

    /** Nobody is asked, as in a VPC without a way out. */
    static Upstream none() {
        return query -> {
            throw new IOException("there is no name server outside");
        };
    }
}
