package dev.moru.notification.channel.email;

import dev.moru.notification.channel.address.RefusedAddress;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.URLName;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** Gives letters to a mail server, one for each reader, so that one whose box is refused costs nobody else a mail. */
final class SmtpClient {

    private static final String SMTP = "mail.smtp.";
    private static final String TOO_LONG = "The attempt took too long";

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
        try (var connection = new Connection(patience)) {
            return send(connection, server, letter, readers);
        }
    }

    private static Map<String, SmtpReply> send(
            Connection connection, MailServer server, Letter letter, List<String> readers)
            throws MessagingException, RefusedAddress {
        var session = Session.getInstance(properties(server));
        var replies = new LinkedHashMap<String, SmtpReply>();
        try (var transport = (SMTPTransport) session.getTransport(name(server))) {
            transport.connect(connection.to(server));
            for (var reader : readers) {
                if (!connection.isOver() && transport.isConnected()) {
                    replies.put(reader, send(transport, letter, reader, session, connection));
                }
            }
        } catch (RefusedAddress e) {
            throw e;
        } catch (IOException | MessagingException e) {
            // Where a farewell fails, letters were taken all the same.
            if (replies.isEmpty()) {
                throw connection.isOver() ? new MessagingException(TOO_LONG) : asMessaging(e);
            }
        }
        return replies;
    }

    private static SmtpReply send(
            Transport transport, Letter letter, String reader, Session session, Connection connection) {
        try {
            var mail = letter.to(reader, session);
            transport.sendMessage(mail, mail.getAllRecipients());
            return SmtpReply.TAKEN;
        } catch (MessagingException e) {
            return connection.isOver() ? new SmtpReply(0, TOO_LONG) : SmtpReply.of(e);
        }
    }

    private static MessagingException asMessaging(Exception failure) {
        return failure instanceof MessagingException messaging
                ? messaging
                : new MessagingException("Could not connect", failure);
    }

    private static URLName name(MailServer server) {
        var login = server.login();
        return new URLName(
                "smtp",
                server.host(),
                server.port(),
                null,
                login == null ? null : login.user(),
                login == null ? null : login.password());
    }

    private static Properties properties(MailServer server) {
        var starttls = String.valueOf(server.security() == Security.STARTTLS);
        var properties = new Properties();
        properties.put(SMTP + "auth", String.valueOf(server.login() != null));
        properties.put(SMTP + "ssl.checkserveridentity", "true");
        properties.put(SMTP + "starttls.enable", starttls);
        properties.put(SMTP + "starttls.required", starttls);
        if (server.tls() != null) {
            properties.put(SMTP + "ssl.socketFactory", server.tls());
        }
        return properties;
    }
}
