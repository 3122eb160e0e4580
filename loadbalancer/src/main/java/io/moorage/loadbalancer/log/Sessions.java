package io.moorage.loadbalancer.log;

import io.moorage.loadbalancer.Ciphers;
import io.moorage.loadbalancer.log.Carried.Negotiated;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import javax.net.ssl.SSLSession;

/** What was negotiated with clients. */
public final class Sessions {
    private Sessions() {}

    public static Negotiated negotiated(Channel client) {
        SslHandler tls = client.pipeline().get(SslHandler.class);
        if (tls == null) {
            return Negotiated.NOTHING;
        }
        SSLSession session = tls.engine().getSession();
        return session.getProtocol().equals("NONE")
                ? Negotiated.NOTHING
                : new Negotiated(Ciphers.aws(session.getCipherSuite()), session.getProtocol());
    }
}
