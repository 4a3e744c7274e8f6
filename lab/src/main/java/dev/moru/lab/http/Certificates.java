package dev.moru.lab.http;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The lab's own certificate authority, made once and kept, so that clients may pin it. */
public final class Certificates {

    private static final Duration LIFE = Duration.ofDays(3650);
    private static final Duration BACKDATED = Duration.ofHours(1);
    private static final String SIGNATURE = "SHA256withECDSA";
    private static final X500Name AUTHORITY = new X500Name("CN=Moru lab cluster CA");
    private static final X500Name SERVER = new X500Name("CN=localhost, O=Moru lab");

    private final Path directory;
    private final List<String> names;

    /** @param names DNS names of the simulated nodes, beside {@code localhost} and the loopback addresses */
    public Certificates(Path directory, List<String> names) {
        this.directory = directory;
        this.names = names;
    }

    public Path authorityPem() {
        return directory.resolve("ca.pem");
    }

    public Path serverPem() {
        return directory.resolve("server.pem");
    }

    private Path serverKey() {
        return directory.resolve("server.key");
    }

    public SslContext tls() throws IOException {
        if (!Files.exists(serverKey())) {
            create();
        }
        return SslContextBuilder.forServer(serverPem().toFile(), serverKey().toFile())
                .protocols("TLSv1.3", "TLSv1.2")
                .build();
    }

    /** The server's key is written last: its existence says that all of it is there. */
    private void create() throws IOException {
        try {
            var authorityKeys = keys();
            var authority = authority(authorityKeys);
            var serverKeys = keys();
            var server = server(serverKeys, authority, authorityKeys);
            write(authorityPem(), "rw-r--r--", authority);
            write(serverPem(), "rw-r--r--", server, authority);
            write(serverKey(), "rw-------", new JcaPKCS8Generator(serverKeys.getPrivate(), null));
        } catch (GeneralSecurityException | OperatorCreationException failure) {
            throw new IOException("the lab's certificate could not be made: " + failure.getMessage(), failure);
        }
    }

    private static KeyPair keys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static X509Certificate authority(KeyPair keys)
            throws OperatorCreationException, CertIOException, GeneralSecurityException {
        var certificate = builder(AUTHORITY, AUTHORITY, keys)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        return signed(certificate, keys);
    }

    private X509Certificate server(KeyPair keys, X509Certificate authority, KeyPair authorityKeys)
            throws OperatorCreationException, CertIOException, GeneralSecurityException {
        var certificate = builder(AUTHORITY, SERVER, keys)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternativeNames()));
        return signed(certificate, authorityKeys);
    }

    private GeneralName[] alternativeNames() {
        var all = new ArrayList<GeneralName>();
        all.add(new GeneralName(GeneralName.dNSName, "localhost"));
        all.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
        all.add(new GeneralName(GeneralName.iPAddress, "::1"));
        names.forEach(name -> all.add(new GeneralName(GeneralName.dNSName, name)));
        return all.toArray(GeneralName[]::new);
    }

    private static JcaX509v3CertificateBuilder builder(X500Name issuer, X500Name subject, KeyPair keys) {
        var from = Instant.now().minus(BACKDATED);
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(120, new SecureRandom()),
                Date.from(from),
                Date.from(from.plus(LIFE)),
                subject,
                keys.getPublic());
    }

    private static X509Certificate signed(X509v3CertificateBuilder certificate, KeyPair keys)
            throws OperatorCreationException, GeneralSecurityException {
        var signer = new JcaContentSignerBuilder(SIGNATURE).build(keys.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(certificate.build(signer));
    }

    private static void write(Path file, String permissions, Object... objects) throws IOException {
        var text = new StringWriter();
        try (var pem = new JcaPEMWriter(text)) {
            for (var object : objects) {
                pem.writeObject(object);
            }
        }
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
        Files.writeString(file, text.toString());
    }
}
