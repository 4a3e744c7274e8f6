package dev.moru.notification.channel.email;

import dev.moru.contracts.notification.ChannelSpec;
import dev.moru.durable.MessageCodec;
import dev.moru.notification.channel.Answer;
import dev.moru.notification.channel.Channel;
import dev.moru.notification.channel.Message;
import dev.moru.notification.channel.address.RefusedAddress;
import dev.moru.notification.notice.Notices;
import dev.moru.secrets.SecretFailure;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * Sends events as mail. A reader whom the server can't take now, as with greylisting (451), gets theirs with a later attempt;
 * one whom it refuses for good (550) is named in the delivery's answer, and fails it only when nobody else was reached.
 */
final class EmailChannel implements Channel {

    private final SmtpClient client;
    private final MailServers servers;
    private final Notices notices;
    private final MessageCodec codec;

    EmailChannel(SmtpClient client, MailServers servers, Notices notices, MessageCodec codec) {
        this.client = client;
        this.servers = servers;
        this.notices = notices;
        this.codec = codec;
    }

    @Override
    public String type() {
        return "email";
    }

    @Override
    public Optional<String> objectionTo(ChannelSpec spec) {
        var settings = settings(spec);
        if (settings.to().isEmpty()) {
            return Optional.of("A mail needs a reader");
        }
        if (settings.host() == null && !servers.installationHasOne()) {
            return Optional.of(
                    "The installation has no mail server (moru.notification.smtp), and the channel brings none");
        }
        if (settings.host() != null && settings.from() == null) {
            return Optional.of("A mail server of the channel's own needs a sender");
        }
        return settings.username() != null && !spec.secrets().containsKey(EmailSettings.PASSWORD)
                ? Optional.of("A log-in needs a password")
                : Optional.empty();
    }

    private EmailSettings settings(ChannelSpec spec) {
        try {
            return codec.read(codec.write(spec.settings()), EmailSettings.class);
        } catch (JacksonException e) {
            return EmailSettings.NONE;
        }
    }

    @Override
    public Answer send(Message message) {
        var spec = message.channel().spec();
        var settings = settings(spec);
        var before = Progress.parse(message.progress());
        try {
            var server = servers.of(settings, spec);
            var letter = new Letter(message.id(), notices.of(message.events(), settings.language()), server.from());
            var replies = client.send(server, letter, before.openOf(settings.to()), message.budget());
            return answer(settings, after(before, replies), replies);
        } catch (RefusedAddress e) {
            return new Answer.Refused(null, "The address policy does not allow " + settings.host());
        } catch (MessagingException e) {
            var reply = SmtpReply.of(e);
            return reply.isFinal()
                    ? new Answer.Refused(reply.status(), reply.text())
                    : postponed(reply, "No answer: " + reply.text(), before);
        } catch (SecretFailure e) {
            if (e.isRetryable()) {
                // Nothing was sent, so this is no attempt.
                throw e;
            }
            return new Answer.Refused(null, "The password can't be used: " + e.reason());
        }
    }

    private static Progress after(Progress before, Map<String, SmtpReply> replies) {
        var reached = new ArrayList<>(before.reached());
        var refused = new LinkedHashMap<>(before.refused());
        replies.forEach((reader, reply) -> {
            if (reply.accepted()) {
                reached.add(reader);
            } else if (reply.isFinal()) {
                refused.put(reader, reply.text());
            }
        });
        return new Progress(reached, refused);
    }

    private static Answer answer(EmailSettings settings, Progress progress, Map<String, SmtpReply> replies) {
        var open = progress.openOf(settings.to());
        if (!open.isEmpty()) {
            var reply = replies.getOrDefault(open.get(0), new SmtpReply(0, "not tried yet"));
            return postponed(reply, open.get(0) + ": " + reply.text(), progress);
        }
        if (progress.reached().isEmpty()) {
            var last = replies.values().stream().reduce((before, after) -> after);
            return new Answer.Refused(last.map(SmtpReply::status).orElse(null), progress.complaint());
        }
        return new Answer.Accepted(SmtpReply.TAKEN.status(), progress.complaint());
    }

    private static Answer postponed(SmtpReply reply, String text, Progress progress) {
        return new Answer.Postponed(
                reply.status() == 0 ? null : reply.status(), text, Optional.empty(), progress.toString());
    }
}
