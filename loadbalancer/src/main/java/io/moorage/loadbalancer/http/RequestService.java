package io.moorage.loadbalancer.http;

import io.moorage.loadbalancer.Backends;
import io.moorage.loadbalancer.Serving;
import io.moorage.loadbalancer.control.ListenerTerms;
import io.moorage.loadbalancer.proxy.Dialer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;

/** Serves the clients of an HTTP or HTTPS listener: each request goes to the instance that has the fewest under way. */
public final class RequestService extends ChannelInitializer<Channel> {
    private final Dialer dialer;
    private final Backends backends;
    private final ListenerTerms terms;
    private final Serving serving;

    public RequestService(Dialer dialer, Backends backends, ListenerTerms terms, Serving serving) {
        this.dialer = dialer;
        this.backends = backends;
        this.terms = terms;
        this.serving = serving;
    }

    @Override
    protected void initChannel(Channel client) {
        serving.clients().add(client);
        serving.encryption().ifPresent(tls -> client.pipeline().addLast(tls.newHandler(client.alloc())));
        client.pipeline()
                .addLast(new IdleStateHandler(0, 0, serving.idleTimeout().toMillis(), TimeUnit.MILLISECONDS))
                .addLast(new HttpServerCodec())
                .addLast(
                        new ClientConnection(client, dialer, new Sticky(terms.stickiness(), backends), terms, serving));
    }
}
