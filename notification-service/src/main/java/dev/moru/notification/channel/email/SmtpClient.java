package dev.moru.notification.channel.email;

import dev.moru.notification.channel.address.RefusedAddress;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Gives letters to a mail server, one for each reader, so that one whose box is refused costs nobody else a mail. */
final class SmtpClient {

    private static final String SMTP = "mail.smtp.";

    private final Duration attemptTimeout;

    SmtpClient(Duration attemptTimeout) {
        this.attemptTimeout = attemptTimeout;
    }

    /**
     * Sends a letter to some readers.
     *
     * @param budget for all waits for the server together: readers that it does not last for are left out
     * @return what was answered, by reader, of those that were tried
     * @throws RefusedAddress when the server's address may not be called
     * @throws MessagingException when the server could not be talked to at all
     */
    Map<String, SmtpReply> send(MailServer server, Letter letter, List<String> readers, Duration budget)
            throws MessagingException, RefusedAddress {
        var patience = budget.compareTo(attemptTimeout) < 0 ? budget : attemptTimeout;
        var sockets = new AttemptSockets(server.rule(), patience);
        var session = Session.getInstance(properties(server, sockets, patience));
        var replies = new LinkedHashMap<String, SmtpReply>();
        try (var transport = session.getTransport("smtp")) {
            connect(transport, server);
            for (var reader : readers) {
                if (!sockets.areOver() && transport.isConnected()) {
                    replies.put(reader, send(transport, letter, reader, session));
                }
            }
        } catch (MessagingException e) {
            var refused =
                    SmtpReply.causes(e).filter(RefusedAddress.class::isInstance).findFirst();
            if (refused.isPresent()) {
                throw (RefusedAddress) refused.get();
            }
            // Where a farewell fails, letters were taken all the same.
            if (replies.isEmpty()) {
                throw e;
            }
        }
        return replies;
    }

    private static void connect(Transport transport, MailServer server) throws MessagingException {
        var login = server.login();
        transport.connect(
                server.host(),
                server.port(),
                login == null ? null : login.user(),
                login == null ? null : login.password());
    }

    private static SmtpReply send(Transport transport, Letter letter, String reader, Session session) {
        try {
            var mail = letter.to(reader, session);
            transport.sendMessage(mail, mail.getAllRecipients());
            return SmtpReply.TAKEN;
        } catch (MessagingException e) {
            return SmtpReply.of(e);
        }
    }

    private static Properties properties(MailServer server, AttemptSockets sockets, Duration patience) {
        var starttls = String.valueOf(server.security() == Security.STARTTLS);
        var millis = String.valueOf(Math.max(1, patience.toMillis()));
        var properties = new Properties();
        properties.put(SMTP + "connectiontimeout", millis);
        properties.put(SMTP + "timeout", millis);
        properties.put(SMTP + "writetimeout", millis);
        properties.put(SMTP + "auth", String.valueOf(server.login() != null));
        properties.put(SMTP + "ssl.enable", String.valueOf(server.security() == Security.TLS));
        properties.put(SMTP + "ssl.checkserveridentity", "true");
        properties.put(SMTP + "starttls.enable", starttls);
        properties.put(SMTP + "starttls.required", starttls);
        properties.put(SMTP + "socketFactory", sockets);
        // Else a socket of the library's own would be tried after one that was refused.
        properties.put(SMTP + "socketFactory.fallback", "false");
        if (server.tls() != null) {
            // With TLS from the first byte the library connects by itself: then each wait ends, but not all of them
            // together.
            properties.put(SMTP + "ssl.socketFactory", server.tls());
        }
        return properties;
    }
}
