package io.moorage.ec2.compute;

import io.moorage.ec2.Ec2Config;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.store.Ec2Tables;
import io.moorage.store.Transaction;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives out public addresses, round the pool, so that one just freed is the last to be used again. */
public final class PublicAddresses {
    private PublicAddresses() {}

    public static String allocate(Transaction tx, Ec2Config config) {
        Set<String> taken = tx.all(Ec2Tables.INTERFACES).stream()
                .flatMap(each -> each.publicAddress().stream())
                .collect(Collectors.toSet());
        // The first and the last address of the pool are a network's and its broadcast address.
        long usable = config.publicAddresses().size() - 2;
        if (taken.size() >= usable) {
            throw Ec2Errors.refused("InsufficientAddressCapacity", "Not enough public addresses are available.");
        }
        while (true) {
            String next =
                    config.publicAddresses().address(1 + (tx.next(Ec2Tables.PUBLIC_ADDRESS_SEQUENCE) - 1) % usable);
            if (!taken.contains(next)) {
                return next;
            }
        }
    }
}
