package dev.moru.proxmox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;

/** The little certificate work that trust needs. */
final class Certificates {

    private Certificates() {}

    static Collection<? extends Certificate> parse(String pem) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (CertificateException unreadable) {
            throw new IllegalArgumentException("not a certificate in PEM form", unreadable);
        }
    }

    static KeyStore keyStore(Collection<? extends Certificate> authorities) throws GeneralSecurityException {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            var number = 0;
            for (var authority : authorities) {
                store.setCertificateEntry("authority-" + number++, authority);
            }
            return store;
        } catch (IOException impossible) {
            throw new GeneralSecurityException(impossible);
        }
    }

    static String sha256(X509Certificate certificate) throws CertificateException {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException unavailable) {
            throw new CertificateException(unavailable);
        }
    }
}
