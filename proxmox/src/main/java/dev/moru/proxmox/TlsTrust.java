package dev.moru.proxmox;

import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What makes an endpoint's certificate acceptable. There is no way to accept any certificate. */
public sealed interface TlsTrust {

    /**
     * Certificates issued by these authorities, and only these; usually the cluster's own {@code pve-root-ca.pem}. The
     * endpoint's host name or IP address must be among the certificate's subject alternative names; a node's own
     * certificate carries both.
     *
     * @param pem one or more certificates in PEM form
     */
    record Authority(String pem) implements TlsTrust {

        public Authority {
            if (Certificates.parse(pem).isEmpty()) {
                throw new IllegalArgumentException("no certificate in the given PEM text");
            }
        }

        @Override
        public String toString() {
            return "Authority";
        }
    }

    /**
     * Exactly one certificate, whatever names and dates it carries: the pin is its identity. It has to be replaced when
     * the node renews its certificate, so the cluster's authority is preferred.
     *
     * @param sha256 the digest of the DER form as 64 hex digits; colons and upper case, as Proxmox VE prints it, are
     *     accepted
     */
    record Fingerprint(String sha256) implements TlsTrust {

        private static final int DIGITS = 64;

        public Fingerprint {
            sha256 = sha256.replace(":", "").strip().toLowerCase(Locale.ROOT);
            if (sha256.length() != DIGITS || !sha256.chars().allMatch(HexFormat::isHexDigit)) {
                throw new IllegalArgumentException("a SHA-256 fingerprint has 64 hex digits");
            }
        }
    }

    /** The authorities of the Java platform, for nodes with a certificate from a public authority. Names are checked. */
    record PlatformAuthorities() implements TlsTrust {}

    /** The narrowest of what is configured: the endpoint's own pin, else the cluster's authority, else those of the platform. */
    static TlsTrust of(@Nullable String fingerprint, @Nullable String authority) {
        if (fingerprint != null) {
            return new Fingerprint(fingerprint);
        }
        return authority == null ? new PlatformAuthorities() : new Authority(authority);
    }

    static TlsTrust authority(String pem) {
        return new Authority(pem);
    }

    static TlsTrust fingerprint(String sha256) {
        return new Fingerprint(sha256);
    }
}
