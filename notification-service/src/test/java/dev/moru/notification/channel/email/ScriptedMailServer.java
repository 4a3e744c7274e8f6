package dev.moru.notification.channel.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that answers RCPT as it was told, which GreenMail can't. */
public final class ScriptedMailServer implements AutoCloseable {

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final ServerSocket socket;

    public ScriptedMailServer() {
        try {
            socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var thread = new Thread(this::serve, "scripted-mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return socket.getLocalPort();
    }

    public void answer(String reader, String reply) {
        answers.put(reader, reply);
    }

    /** The bodies that were taken, each after a line with its reader. */
    public List<String> mails() {
        return mails;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (var client = socket.accept()) {
                converse(client);
            } catch (IOException e) {
                // The client is gone, or the test has ended.
            }
        }
    }

    private void converse(Socket client) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        var out = new PrintWriter(client.getOutputStream(), true, StandardCharsets.UTF_8);
        out.print("220 scripted\r\n");
        out.flush();
        var reader = "";
        for (var line = in.readLine(); line != null && !line.startsWith("QUIT"); line = in.readLine()) {
            var reply = "250 ok";
            if (line.startsWith("RCPT TO:")) {
                reader = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                reply = answers.getOrDefault(reader, "250 ok");
            } else if (line.equals("DATA")) {
                out.print("354 go on\r\n");
                out.flush();
                mails.add(reader + "\n" + body(in));
            }
            out.print(reply + "\r\n");
            out.flush();
        }
    }

    private static String body(BufferedReader in) throws IOException {
        var body = new StringBuilder();
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            body.append(line).append('\n');
        }
        return body.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
