package io.moorage.loadbalancer.control;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What the control plane asks of the load balancers' process. Every request may be repeated. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "request")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Request.Declare.class, name = "declare"),
    @JsonSubTypes.Type(value = Request.GetStatus.class, name = "status"),
    @JsonSubTypes.Type(value = Request.Ping.class, name = "ping"),
    @JsonSubTypes.Type(value = Request.Shutdown.class, name = "shutdown"),
})
public sealed interface Request {
    /** These load balancers and no others. Answered by {@link Response.Declared} when everything was done that could be. */
    record Declare(List<BalancerTerms> balancers) implements Request {
        public Declare {
            balancers = List.copyOf(balancers);
        }

        /** Without the keys of certificates. */
        @Override
        public String toString() {
            return "Declare" + balancers.stream().map(BalancerTerms::name).toList();
        }
    }

    /** Answered by {@link Response.Status}. */
    record GetStatus() implements Request {}

    /** Answered by {@link Response.Pong}. */
    record Ping() implements Request {}

    /** End, cutting every connection. Answered by {@link Response.Done} before. */
    record Shutdown() implements Request {}
}
