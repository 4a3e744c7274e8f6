package dev.moru.notification.channel.email;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.moru.notification.notice.Notice;
import dev.moru.notification.notice.Notice.Item;
import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Objects;
import java.util.UUID;

/**
 * A notice as a mail: text and HTML of the same content. Its Message-ID is that of the delivery, so that a mail which was
 * sent twice, because the answer to the first one was lost, is one mail for the reader.
 */
final class Letter {

    private static final Template TEXT = template(Mustache.compiler().escapeHTML(false), "mail.txt");
    private static final Template HTML = template(Mustache.compiler(), "mail.html");

    private final UUID delivery;
    private final Notice notice;
    private final String from;

    Letter(UUID delivery, Notice notice, String from) {
        this.delivery = delivery;
        this.notice = notice;
        this.from = from;
    }

    /** What the templates see. */
    private record Page(Notice notice, UUID delivery) {}

    MimeMessage to(String reader, Session session) throws MessagingException {
        var sender = new InternetAddress(from, true);
        var mail = new Numbered(session, "<" + delivery + "@" + domain(sender) + ">");
        mail.setFrom(sender);
        mail.setRecipients(RecipientType.TO, new Address[] {new InternetAddress(reader, true)});
        mail.setSubject(subject(), StandardCharsets.UTF_8.name());
        mail.setSentDate(new Date());
        // Nobody's holiday note comes back, and nobody answers one.
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("X-Auto-Response-Suppress", "All");
        mail.setContent(content());
        mail.saveChanges();
        return mail;
    }

    private String subject() {
        var worst = notice.items().stream()
                .map(Item::severity)
                .filter(severity -> severity.equals("critical") || severity.equals("error"))
                .min(String::compareTo);
        return "[Moru] " + worst.map(severity -> severity + ": ").orElse("") + notice.subject();
    }

    private MimeMultipart content() throws MessagingException {
        var page = new Page(notice, delivery);
        var text = new MimeBodyPart();
        text.setText(TEXT.execute(page), StandardCharsets.UTF_8.name());
        var html = new MimeBodyPart();
        html.setText(HTML.execute(page), StandardCharsets.UTF_8.name(), "html");
        // The last one is what a reader's program prefers.
        return new MimeMultipart("alternative", text, html);
    }

    private static String domain(InternetAddress sender) {
        var address = sender.getAddress();
        return address.substring(address.indexOf('@') + 1);
    }

    private static Template template(Mustache.Compiler compiler, String name) {
        try (var reader = new InputStreamReader(
                Objects.requireNonNull(Letter.class.getResourceAsStream(name)), StandardCharsets.UTF_8)) {
            return compiler.defaultValue("").compile(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The library gives every mail a new id when it is saved. */
    private static final class Numbered extends MimeMessage {

        private final String id;

        Numbered(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
