package io.moorage.nfswire.op;

import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** channel_attrs4 (RFC 8881 section 18.36); RDMA's part is dropped. */
public record ChannelAttrs4(
        int headerPadSize,
        int maxRequestSize,
        int maxResponseSize,
        int maxResponseSizeCached,
        int maxOperations,
        int maxRequests) {
    public void encode(XdrWriter out) {
        out.int32(headerPadSize)
                .int32(maxRequestSize)
                .int32(maxResponseSize)
                .int32(maxResponseSizeCached)
                .int32(maxOperations)
                .int32(maxRequests)
                .int32(0);
    }

    public static ChannelAttrs4 decode(XdrReader in) throws XdrException {
        ChannelAttrs4 channel =
                new ChannelAttrs4(in.int32(), in.int32(), in.int32(), in.int32(), in.int32(), in.int32());
        in.skip(4 * in.count(1, 4));
        return channel;
    }
}
