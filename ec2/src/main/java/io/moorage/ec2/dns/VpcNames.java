package io.moorage.ec2.dns;

import io.moorage.ec2.Ec2Config;
import io.moorage.ec2.network.ServiceAddresses;
import io.moorage.model.ec2.Ipv4;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.ec2.Vpc;
import io.moorage.model.efs.LifeCycleState;
import io.moorage.store.Ec2Tables;
import io.moorage.store.EfsTables;
import io.moorage.store.ElbTables;
import io.moorage.store.ReadView;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xbill.DNS.Type;

/** Which names a VPC has and what they stand for (VPC user guide, "DNS attributes for your VPC"). Pure. */
public final class VpcNames implements Names {
    private static final DnsAnswer NO_SUCH_NAME = new DnsAnswer.NoSuchName();
    private static final DnsAnswer NO_DATA = new DnsAnswer.NoData();
    private static final DnsAnswer ELSEWHERE = new DnsAnswer.Elsewhere();
    private static final String AMAZON = ".amazonaws.com";
    private static final String REVERSE = ".in-addr.arpa";
    private static final String DUALSTACK = "dualstack.";
    private static final Pattern FILE_SYSTEM = Pattern.compile("(?:([a-z0-9-]+)\\.)?(fs-[0-9a-f]+)\\.efs");
    private static final Pattern NUMBERED = Pattern.compile("(?:ip|ec2)-(\\d+)-(\\d+)-(\\d+)-(\\d+)");

    /** A bucket by its own name (S3 user guide, "Virtual hosting of general purpose buckets"). */
    private static final Pattern BUCKET = Pattern.compile("([a-z0-9-]+)\\.s3");

    /** Most of what is asked of object storage is asked of AWS's own: only a bucket that is here leads here. */
    private static final Set<String> NOT_OURS = Set.of("s3", "www");

    private final Ec2Config config;
    private final Predicate<String> isBucket;

    /** Where there are no buckets. */
    public VpcNames(Ec2Config config) {
        this(config, bucket -> false);
    }

    /** @param isBucket is there a bucket of this name? */
    public VpcNames(Ec2Config config, Predicate<String> isBucket) {
        this.config = config;
        this.isBucket = isBucket;
    }

    @Override
    public DnsAnswer resolve(ReadView view, String vpcId, String asking, String name, int type) {
        String lower = name.toLowerCase(Locale.ROOT);
        Optional<Vpc> vpc = view.find(Ec2Tables.VPCS, vpcId);
        if (vpc.isEmpty()) {
            return NO_SUCH_NAME;
        }
        if (lower.endsWith(REVERSE)) {
            return reverse(view, vpc.get(), lower, type);
        }
        DnsAnswer found = address(view, vpc.get(), asking, lower);
        boolean isAddress = found instanceof DnsAnswer.Address || found instanceof DnsAnswer.Addresses;
        return isAddress && type != Type.A && type != Type.ANY ? NO_DATA : found;
    }

    private DnsAnswer address(ReadView view, Vpc vpc, String asking, String name) {
        String regional = "." + config.region() + AMAZON;
        if (name.endsWith("." + config.privateDomain())) {
            return privateName(vpc, before(name, "." + config.privateDomain()));
        }
        if (name.endsWith("." + config.publicDomain())) {
            return publicName(view, vpc, before(name, "." + config.publicDomain()));
        }
        if (name.endsWith(".efs" + regional)) {
            return fileSystem(view, vpc, asking, before(name, regional));
        }
        if (name.endsWith("." + config.region() + ".elb" + AMAZON)) {
            return loadBalancer(view, name);
        }
        if (name.endsWith(regional)) {
            return service(before(name, regional));
        }
        return name.endsWith(AMAZON) ? service(before(name, AMAZON)) : ELSEWHERE;
    }

    /** The endpoint of every AWS service is here, whether it is offered or not: it then says so itself. */
    private DnsAnswer service(String label) {
        Matcher bucket = BUCKET.matcher(label);
        if (bucket.matches() && isBucket.test(bucket.group(1))) {
            return new DnsAnswer.Address(ServiceAddresses.ENDPOINT);
        }
        return label.contains(".") || NOT_OURS.contains(label)
                ? ELSEWHERE
                : new DnsAnswer.Address(ServiceAddresses.ENDPOINT);
    }

    /**
     * The mount target in the zone the name says, or in the zone of who asks (EFS user guide, "Mounting on Amazon EC2 with
     * a DNS name").
     */
    private static DnsAnswer fileSystem(ReadView view, Vpc vpc, String asking, String labels) {
        Matcher matcher = FILE_SYSTEM.matcher(labels);
        if (!matcher.matches()) {
            return NO_SUCH_NAME;
        }
        Optional<String> zone = Optional.ofNullable(matcher.group(1)).or(() -> zoneOf(view, vpc, asking));
        return view.by(EfsTables.MOUNT_TARGETS, EfsTables.MOUNT_TARGETS_BY_FILE_SYSTEM, matcher.group(2)).stream()
                .filter(each -> each.vpcId().equals(vpc.id()) && each.state() == LifeCycleState.AVAILABLE)
                .filter(each -> zone.filter(each.availabilityZone()::equals).isPresent())
                .findFirst()
                .<DnsAnswer>map(each -> new DnsAnswer.Address(each.ipAddress()))
                .orElse(NO_SUCH_NAME);
    }

    /** The same for everybody: public addresses where it has any (guide, "Classic Load Balancers", "DNS name"). */
    private static DnsAnswer loadBalancer(ReadView view, String name) {
        String plain = name.startsWith(DUALSTACK) ? name.substring(DUALSTACK.length()) : name;
        List<String> addresses = view.by(ElbTables.LOAD_BALANCERS, ElbTables.LOAD_BALANCERS_BY_DNS_NAME, plain).stream()
                .flatMap(each -> view
                        .by(
                                Ec2Tables.INTERFACES,
                                Ec2Tables.INTERFACES_BY_OWNER,
                                NetworkInterface.loadBalancer(each.name()).resourceId())
                        .stream())
                .map(each -> each.publicAddress().orElse(each.privateAddress()))
                .toList();
        return addresses.isEmpty() ? NO_SUCH_NAME : new DnsAnswer.Addresses(addresses);
    }

    private static Optional<String> zoneOf(ReadView view, Vpc vpc, String asking) {
        return interfaceAt(view, vpc, asking).map(NetworkInterface::availabilityZone);
    }

    private static Optional<NetworkInterface> interfaceAt(ReadView view, Vpc vpc, String address) {
        return view.by(Ec2Tables.INTERFACES, Ec2Tables.INTERFACES_BY_ADDRESS, vpc.id() + "/" + address).stream()
                .findFirst();
    }

    private static DnsAnswer privateName(Vpc vpc, String label) {
        return numbered(label, "ip-")
                .filter(vpc.cidr()::contains)
                .<DnsAnswer>map(DnsAnswer.Address::new)
                .orElse(NO_SUCH_NAME);
    }

    /** From within the VPC a public name leads to the private address. */
    private static DnsAnswer publicName(ReadView view, Vpc vpc, String label) {
        Optional<String> address = numbered(label, "ec2-");
        if (address.isEmpty()) {
            return NO_SUCH_NAME;
        }
        return view.by(Ec2Tables.INTERFACES, Ec2Tables.INTERFACES_BY_VPC, vpc.id()).stream()
                .filter(each -> each.publicAddress().equals(address))
                .findFirst()
                .<DnsAnswer>map(each -> new DnsAnswer.Address(each.privateAddress()))
                .orElse(new DnsAnswer.Address(address.get()));
    }

    private static Optional<String> numbered(String label, String prefix) {
        Matcher matcher = NUMBERED.matcher(label);
        if (!label.startsWith(prefix) || !matcher.matches()) {
            return Optional.empty();
        }
        String address =
                "%s.%s.%s.%s".formatted(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4));
        return Ipv4.parse(address).isPresent() ? Optional.of(address) : Optional.empty();
    }

    private DnsAnswer reverse(ReadView view, Vpc vpc, String name, int type) {
        List<String> octets = Arrays.asList(before(name, REVERSE).split("\\."));
        String address = String.join(".", octets.reversed());
        if (!vpc.cidr().contains(address)) {
            return ELSEWHERE;
        }
        if (interfaceAt(view, vpc, address).isEmpty()) {
            return NO_SUCH_NAME;
        }
        return type == Type.PTR || type == Type.ANY ? new DnsAnswer.Pointer(config.privateName(address)) : NO_DATA;
    }

    private static String before(String name, String suffix) {
        return name.substring(0, name.length() - suffix.length());
    }
}
