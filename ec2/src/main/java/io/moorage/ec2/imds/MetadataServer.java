package io.moorage.ec2.imds;

import com.sun.net.httpserver.HttpExchange;
import io.moorage.ec2.Ec2Config;
import io.moorage.ec2.imds.MetadataAnswers.Answer;
import io.moorage.ec2.imds.MetadataAnswers.Request;
import io.moorage.ec2.network.NamespaceHttp;
import io.moorage.ec2.network.ServiceAddresses;
import io.moorage.ec2.network.VpcListeners;
import io.moorage.ec2.network.VpcNamespace;
import io.moorage.store.Store;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The metadata service of every VPC: on 169.254.169.254 port 80 in each namespace, telling callers apart by their address. */
public final class MetadataServer implements VpcListeners, AutoCloseable {
    private static final int PORT = 80;

    private final Store store;
    private final InstantSource clock;
    private final MetadataAnswers answers;
    private final NamespaceHttp http;

    /** @param tokenSecret at least 32 random bytes; kept by the caller, session tokens survive a restart */
    public MetadataServer(
            Store store,
            Ec2Config config,
            RoleCredentials credentials,
            IdentitySigner signer,
            byte[] tokenSecret,
            InstantSource clock) {
        this.store = store;
        this.clock = clock;
        var tree = new MetadataTree(config, credentials, new IdentityDocuments(config, signer));
        this.answers = new MetadataAnswers(tree, new SessionTokens(tokenSecret));
        this.http = new NamespaceHttp("metadata", ServiceAddresses.METADATA, PORT, this::handle);
    }

    @Override
    public void ready(VpcNamespace vpc) {
        http.ready(vpc);
    }

    @Override
    public void removed(VpcNamespace vpc) {
        http.removed(vpc);
    }

    @Override
    public void close() {
        http.close();
    }

    private void handle(VpcNamespace vpc, HttpExchange exchange) throws IOException {
        String caller = exchange.getRemoteAddress().getAddress().getHostAddress();
        Answer answer = MetadataSubject.at(store.view(), vpc.vpcId(), caller)
                .map(subject -> answers.answer(subject, requestOf(exchange), clock.instant()))
                .orElseGet(() -> Answer.error(404, "Not Found"));
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Server", "EC2ws");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        NamespaceHttp.reply(exchange, answer.status(), answer.body(), head);
    }

    private static Request requestOf(HttpExchange exchange) {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return new Request(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), headers);
    }
}
