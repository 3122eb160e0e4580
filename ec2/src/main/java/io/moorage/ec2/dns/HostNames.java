package io.moorage.ec2.dns;

import io.moorage.ec2.Ec2Config;
import io.moorage.ec2.network.ServiceAddresses;
import io.moorage.model.ec2.Vpc;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.xbill.DNS.Type;

/**
 * The names of all VPCs as the host knows them, which stands outside: public names lead to public addresses, and of a file system
 * any mount target will do. Nothing is asked elsewhere.
 */
public final class HostNames implements Names {
    private static final String NOBODY = "";

    private final Ec2Config config;
    private final VpcNames names;

    public HostNames(Ec2Config config) {
        this.config = config;
        this.names = new VpcNames(config);
    }

    @Override
    public DnsAnswer resolve(ReadView view, String vpcId, String asking, String name, int type) {
        Optional<String> open = publicAddress(view, name);
        if (open.isPresent()) {
            return type == Type.A || type == Type.ANY ? new DnsAnswer.Address(open.get()) : new DnsAnswer.NoData();
        }
        return view.all(Ec2Tables.VPCS).stream()
                .sorted(Comparator.comparing(Vpc::isDefault).reversed().thenComparing(Vpc::id))
                .flatMap(vpc -> spellings(name).map(each -> names.resolve(view, vpc.id(), NOBODY, each, type)))
                .filter(HostNames::isOfAVpc)
                .findFirst()
                .orElse(new DnsAnswer.NoSuchName());
    }

    private Optional<String> publicAddress(ReadView view, String name) {
        return view.all(Ec2Tables.INTERFACES).stream()
                .flatMap(each -> each.publicAddress().stream())
                .filter(address -> config.publicName(address).equalsIgnoreCase(name))
                .findFirst();
    }

    /** As it is, and as the name of a mount target in each zone. */
    private Stream<String> spellings(String name) {
        return Stream.concat(Stream.of(name), config.zones().stream().map(zone -> zone + "." + name));
    }

    /** AWS's own endpoints have an address in every VPC, and none out here. */
    private static boolean isOfAVpc(DnsAnswer answer) {
        return !(answer instanceof DnsAnswer.NoSuchName
                || answer instanceof DnsAnswer.Elsewhere
                || answer.equals(new DnsAnswer.Address(ServiceAddresses.ENDPOINT)));
    }
}
