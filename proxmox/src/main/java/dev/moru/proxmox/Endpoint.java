package dev.moru.proxmox;

import java.net.URI;

/**
 * One address of a cluster and how its certificate is judged.
 *
 * @param url scheme, host and port; the port is 8006 when it is not given, a path is not allowed
 */
public record Endpoint(URI url, TlsTrust trust) {

    private static final int PVEPROXY_PORT = 8006;

    public Endpoint {
        if (!"https".equalsIgnoreCase(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException("an endpoint is an https URL with a host: " + url);
        }
        if (url.getUserInfo() != null || !(url.getRawPath().isEmpty() || "/".equals(url.getRawPath()))) {
            throw new IllegalArgumentException("an endpoint is scheme, host and port only: " + url.getHost());
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("an endpoint is scheme, host and port only: " + url.getHost());
        }
    }

    public static Endpoint of(String url, TlsTrust trust) {
        return new Endpoint(URI.create(url), trust);
    }

    /** Without the brackets that a URL puts around an IPv6 literal. */
    String host() {
        var host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port() {
        return url.getPort() < 0 ? PVEPROXY_PORT : url.getPort();
    }

    @Override
    public String toString() {
        return url.getHost() + ":" + port();
    }
}
