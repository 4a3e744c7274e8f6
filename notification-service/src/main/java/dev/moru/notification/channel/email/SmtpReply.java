package dev.moru.notification.channel.email;

import jakarta.mail.MessagingException;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/**
 * What a mail server has answered (RFC 5321, section 4.2).
 *
 * @param status 0 when there was no answer
 */
record SmtpReply(int status, String text) {

    static final SmtpReply TAKEN = new SmtpReply(250, "taken");

    private static final Pattern STATUS = Pattern.compile("^[245][0-9]{2}(?=[ -])");

    boolean accepted() {
        return status / 100 == 2;
    }

    /** Trying again changes nothing. */
    boolean isFinal() {
        return status / 100 == 5;
    }

    /** The answer behind a failure. */
    static SmtpReply of(MessagingException failure) {
        var last = causes(failure).reduce((before, after) -> after).orElse(failure);
        var text = String.valueOf(last.getMessage()).strip();
        var status = causes(failure)
                .map(SmtpReply::statusOf)
                .filter(code -> code > 0)
                .reduce((before, after) -> after);
        return new SmtpReply(status.orElseGet(() -> written(text)), text);
    }

    static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    private static int statusOf(Throwable failure) {
        if (failure instanceof SMTPAddressFailedException address) {
            return address.getReturnCode();
        }
        if (failure instanceof SMTPSenderFailedException sender) {
            return sender.getReturnCode();
        }
        return failure instanceof SMTPSendFailedException send ? send.getReturnCode() : 0;
    }

    /** Of a log-in that was refused there is only the text. */
    private static int written(String text) {
        var status = STATUS.matcher(text);
        return status.find() ? Integer.parseInt(status.group()) : 0;
    }
}
