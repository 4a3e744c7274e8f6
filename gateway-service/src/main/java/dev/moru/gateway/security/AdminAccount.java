package dev.moru.gateway.security;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Makes the first administrator's account at the first start. A password that is set later changes nothing. */
final class AdminAccount {

    private final JdbcClient jdbc;
    private final PasswordEncoder passwords;
    private final SecurityProperties properties;

    AdminAccount(JdbcClient jdbc, PasswordEncoder passwords, SecurityProperties properties) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.properties = properties;
    }

    /** @throws IllegalStateException when nobody could ever sign in */
    void ensure() {
        var accounts = jdbc.sql("select count(*) from account where name = ?")
                .param(Account.ADMIN)
                .query(Long.class)
                .single();
        if (accounts > 0) {
            return;
        }
        if (properties.password().isEmpty() && properties.tokenOfAdmin().isEmpty()) {
            throw new IllegalStateException(
                    "set moru.gateway.admin-password, moru.gateway.admin-password-file or moru.gateway.admin-token");
        }
        jdbc.sql("""
                        insert into account (name, password_hash, created_at, updated_at) values (?, ?, now(), now())
                        on conflict do nothing
                        """)
                .param(Account.ADMIN)
                .param(properties.password().map(passwords::encode).orElse(null))
                .update();
    }
}
