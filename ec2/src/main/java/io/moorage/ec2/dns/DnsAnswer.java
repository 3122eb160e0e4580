package io.moorage.ec2.dns;

import java.util.List;

/** What a VPC's resolver knows about a name. */
public sealed interface DnsAnswer {
    /** The name has this address. */
    record Address(String ipv4) implements DnsAnswer {}

    /** The name has these addresses, at least one. */
    record Addresses(List<String> ipv4) implements DnsAnswer {
        public Addresses {
            ipv4 = List.copyOf(ipv4);
        }
    }

    /** The address asked about in reverse has this name. */
    record Pointer(String name) implements DnsAnswer {}

    /** The name exists and has nothing of the type asked for (RFC 2308 section 2.2). */
    record NoData() implements DnsAnswer {}

    /** The name is of the VPC and does not exist (RFC 2308 section 2.1). */
    record NoSuchName() implements DnsAnswer {}

    /** The name is none of the VPC's: the world outside is to be asked. */
    record Elsewhere() implements DnsAnswer {}
}
