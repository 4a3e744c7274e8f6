package dev.moru.proxmox;

/** How the client signs in. */
public sealed interface Credentials {

    /**
     * An API token, which is what a running installation uses: it has no session and needs no CSRF header.
     *
     * @param user the owner with realm, {@code moru@pve}
     * @param tokenId the token's own name, without the user
     */
    record ApiToken(String user, String tokenId, Secret secret) implements Credentials {

        public ApiToken {
            requireRealm(user);
            if (!tokenId.matches("[A-Za-z][A-Za-z0-9._-]*")) {
                throw new IllegalArgumentException("a token id is the part after the exclamation mark");
            }
            if (!secret.reveal().matches("[A-Za-z0-9-]+")) {
                throw new IllegalArgumentException("a token's secret has letters, digits and hyphens only");
            }
        }

        /** Reads {@code user@realm!tokenid}, the form that Proxmox VE shows. */
        public static ApiToken of(String fullTokenId, Secret secret) {
            var mark = fullTokenId.indexOf('!');
            if (mark < 0) {
                throw new IllegalArgumentException("a full token id has the form user@realm!tokenid");
            }
            return new ApiToken(fullTokenId.substring(0, mark), fullTokenId.substring(mark + 1), secret);
        }

        String header() {
            return "PVEAPIToken=" + user + "!" + tokenId + "=" + secret.reveal();
        }
    }

    /**
     * A user with a password, for set-up only: a ticket lives two hours and is renewed by the client. Users with a second
     * factor cannot sign in this way.
     *
     * @param user with realm, {@code root@pam}
     */
    record Password(String user, Secret password) implements Credentials {

        public Password {
            requireRealm(user);
        }
    }

    private static void requireRealm(String user) {
        if (!user.matches("[^\\s:/@]+@[A-Za-z][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("a user has the form name@realm");
        }
    }
}
