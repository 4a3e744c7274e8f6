package dev.moru.lab.http;

/** Where the answer to one request goes. Exactly one of the methods is called, or none for a server that hangs. */
public interface Exchange {

    void answer(Response response);

    /** Cuts the connection without an answer. */
    void hangUp();
}
