package io.moorage.loadbalancer;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts whoever has one of these public keys, whatever else its certificate says (guide, "Configure back-end instance
 * authentication").
 */
final class InstanceKeys extends X509ExtendedTrustManager {
    private final Set<String> keys;

    /** @param keys base64 of SubjectPublicKeyInfo */
    InstanceKeys(Set<String> keys) {
        this.keys = keys;
    }

    private void require(X509Certificate[] chain) throws CertificateException {
        String key = Base64.getEncoder().encodeToString(chain[0].getPublicKey().getEncoded());
        if (!keys.contains(key)) {
            throw new CertificateException("no policy has the public key of the instance");
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        require(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        require(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        require(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("clients are not asked for certificates");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
