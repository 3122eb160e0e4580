package io.moorage.elb.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.awsmodels.elb.SetLoadBalancerListenerSSLCertificateInput;
import io.moorage.awsmodels.elb.SetLoadBalancerListenerSSLCertificateOutput;
import io.moorage.model.elb.Listener;

/** Gives an encrypted listener another certificate. */
record SetLoadBalancerListenerSSLCertificate(Elb elb)
        implements LoadBalancerAction<
                SetLoadBalancerListenerSSLCertificateInput, SetLoadBalancerListenerSSLCertificateOutput> {
    @Override
    public Operation<SetLoadBalancerListenerSSLCertificateInput, SetLoadBalancerListenerSSLCertificateOutput>
            operation() {
        return ElbOperations.SET_LOAD_BALANCER_LISTENER_SSL_CERTIFICATE;
    }

    @Override
    public String loadBalancerName(SetLoadBalancerListenerSSLCertificateInput input) {
        return input.loadBalancerName();
    }

    @Override
    public SetLoadBalancerListenerSSLCertificateOutput handle(
            SetLoadBalancerListenerSSLCertificateInput input, RequestContext context) {
        change(input, before -> {
            Listener listener = before.listener(input.loadBalancerPort())
                    .orElseThrow(() -> Refusal.noListener(input.loadBalancerPort()));
            if (!listener.protocol().encrypted()) {
                throw Refusal.configuration("The listener on port " + listener.port() + " is for " + listener.protocol()
                        + ", which takes no certificate.");
            }
            String known = new Listeners(elb, elb.view()).known(input.sslCertificateId());
            return before.withListener(listener.withCertificate(known));
        });
        return SetLoadBalancerListenerSSLCertificateOutput.builder().build();
    }
}
