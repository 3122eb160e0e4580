package io.moorage.ec2.dns;

import io.moorage.store.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Turns a DNS message asked in a VPC into the message to answer with. */
public final class VpcResolver {
    /** Short: instances come and go, and asking again costs next to nothing. */
    private static final Duration TTL = Duration.ofSeconds(5);

    private final Store store;
    private final Names names;
    private final Upstream upstream;

    public VpcResolver(Store store, Names names, Upstream upstream) {
        this.store = store;
        this.names = names;
        this.upstream = upstream;
    }

    /**
     * The answer; nothing for bytes that are no question, which are not worth one.
     *
     * @param limit of its size; a longer one is truncated and says so (RFC 1035 section 4.2.1)
     */
    Optional<byte[]> answer(byte[] bytes, String vpcId, String asking, int limit) {
        Message query;
        try {
            query = new Message(bytes);
        } catch (IOException e) {
            return bytes.length < Header.LENGTH ? Optional.empty() : Optional.of(formatError(bytes));
        }
        if (query.getHeader().getFlag(Flags.QR)) {
            return Optional.empty();
        }
        OPTRecord edns = query.getOPT();
        int most = edns == null ? limit : Math.max(limit, edns.getPayloadSize());
        return Optional.of(answer(query, vpcId, asking).toWire(most));
    }

    /** An address of a name, asked from outside of all VPCs; empty when it has none. */
    public Optional<String> address(String name) {
        Message query;
        try {
            query = Message.newQuery(Record.newRecord(Name.fromString(name, Name.root), Type.A, DClass.IN));
        } catch (TextParseException e) {
            return Optional.empty();
        }
        return answer(query, "", "").getSection(Section.ANSWER).stream()
                .filter(ARecord.class::isInstance)
                .map(each -> ((ARecord) each).getAddress().getHostAddress())
                .findFirst();
    }

    private Message answer(Message query, String vpcId, String asking) {
        Record question = query.getQuestion();
        if (query.getHeader().getOpcode() != Opcode.QUERY) {
            return reply(query, Rcode.NOTIMP);
        }
        if (question == null || query.getHeader().getCount(Section.QUESTION) != 1) {
            return reply(query, Rcode.FORMERR);
        }
        Name name = question.getName();
        DnsAnswer found = names.resolve(store.view(), vpcId, asking, name.toString(true), question.getType());
        return switch (found) {
            case DnsAnswer.Address address ->
                with(query, new ARecord(name, DClass.IN, TTL.toSeconds(), inet(address.ipv4())));
            case DnsAnswer.Addresses(List<String> several) -> {
                Message reply = reply(query, Rcode.NOERROR);
                several.forEach(each ->
                        reply.addRecord(new ARecord(name, DClass.IN, TTL.toSeconds(), inet(each)), Section.ANSWER));
                yield reply;
            }
            case DnsAnswer.Pointer pointer ->
                with(
                        query,
                        new PTRRecord(name, DClass.IN, TTL.toSeconds(), Name.fromConstantString(pointer.name() + ".")));
            case DnsAnswer.NoData none -> reply(query, Rcode.NOERROR);
            case DnsAnswer.NoSuchName none -> reply(query, Rcode.NXDOMAIN);
            case DnsAnswer.Elsewhere elsewhere -> forwarded(query);
        };
    }

    private Message forwarded(Message query) {
        try {
            Message answer = upstream.ask(query.clone());
            answer.getHeader().setID(query.getHeader().getID());
            return answer;
        } catch (IOException e) {
            return reply(query, Rcode.SERVFAIL);
        }
    }

    private static Message with(Message query, Record answer) {
        Message reply = reply(query, Rcode.NOERROR);
        reply.addRecord(answer, Section.ANSWER);
        return reply;
    }

    private static Message reply(Message query, int code) {
        var reply = new Message(query.getHeader().getID());
        Header header = reply.getHeader();
        header.setFlag(Flags.QR);
        header.setFlag(Flags.RA);
        header.setOpcode(query.getHeader().getOpcode());
        if (query.getHeader().getFlag(Flags.RD)) {
            header.setFlag(Flags.RD);
        }
        header.setRcode(code);
        Record question = query.getQuestion();
        if (question != null) {
            reply.addRecord(question, Section.QUESTION);
        }
        return reply;
    }

    private static byte[] formatError(byte[] bytes) {
        var reply = new Message((bytes[0] & 0xff) << 8 | (bytes[1] & 0xff));
        reply.getHeader().setFlag(Flags.QR);
        reply.getHeader().setRcode(Rcode.FORMERR);
        return reply.toWire();
    }

    private static InetAddress inet(String ipv4) {
        try {
            return InetAddress.getByName(ipv4);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(ipv4 + " is no address", e);
        }
    }
}
