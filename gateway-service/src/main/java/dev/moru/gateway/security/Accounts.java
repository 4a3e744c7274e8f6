package dev.moru.gateway.security;

/** Local accounts. */
final class Accounts {

    /** The administrator who is there from the first start. */
    static final String ADMIN = "admin";

    private Accounts() {}
}
