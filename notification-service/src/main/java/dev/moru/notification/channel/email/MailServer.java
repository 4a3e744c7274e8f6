package dev.moru.notification.channel.email;

import java.net.InetAddress;
import java.util.function.Predicate;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A server that takes mail.
 *
 * @param from the sender of every mail
 * @param login absent: it takes mail without
 * @param rule the addresses where it may be
 * @param tls absent: whom the JVM trusts
 */
record MailServer(
        String host,
        int port,
        Security security,
        String from,
        @Nullable Login login,
        Predicate<InetAddress> rule,
        @Nullable SSLSocketFactory tls) {

    /** Who Moru is there. */
    record Login(String user, String password) {

        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }
}
