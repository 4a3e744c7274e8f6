package dev.moru.lab.http;

import dev.moru.lab.api.Call;
import dev.moru.lab.api.Routes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code GET .../certificates/info}: the certificate that the lab shows, and the authority behind it. */
public final class CertificateRoute {

    private static final HexFormat FINGERPRINT = HexFormat.ofDelimiter(":").withUpperCase();

    private final Certificates certificates;

    public CertificateRoute(Certificates certificates) {
        this.certificates = certificates;
    }

    public void addTo(Routes routes) {
        routes.get("/nodes/{node}/certificates/info", this::info);
    }

    private List<Map<String, Object>> info(Call call) {
        try (var pem = Files.newInputStream(certificates.serverPem())) {
            var chain = CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            return List.of(shown("pve-root-ca.pem", chain.get(1)), shown("pve-ssl.pem", chain.get(0)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (GeneralSecurityException damaged) {
            throw new IllegalStateException("the lab's certificate is damaged", damaged);
        }
    }

    private static Map<String, Object> shown(String file, X509Certificate certificate) throws GeneralSecurityException {
        var sha = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        var shown = new LinkedHashMap<String, Object>();
        shown.put("filename", file);
        shown.put("fingerprint", FINGERPRINT.formatHex(sha));
        shown.put("subject", certificate.getSubjectX500Principal().getName());
        shown.put("issuer", certificate.getIssuerX500Principal().getName());
        shown.put("notbefore", certificate.getNotBefore().getTime() / 1000);
        shown.put("notafter", certificate.getNotAfter().getTime() / 1000);
        shown.put("public-key-type", certificate.getPublicKey().getAlgorithm());
        return shown;
    }
}
