package dev.moru.notification.channel.email;

import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A server that takes mail.
 *
 * @param from the sender of every mail
 * @param login absent: it takes mail without
 * @param sockets absent: those of the JVM
 * @param tls absent: whom the JVM trusts
 */
record MailServer(
        String host,
        int port,
        Security security,
        String from,
        @Nullable Login login,
        @Nullable SocketFactory sockets,
        @Nullable SSLSocketFactory tls) {

    /** Who Moru is there. */
    record Login(String user, String password) {

        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }
}
