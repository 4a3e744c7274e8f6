package dev.moru.secrets;

import java.util.regex.Pattern;

/**
 * Names one version of a secret, and is no secret itself. Its string form is {@code <store>:<name>#<version>}, for example
 * {@code sealed:site/0192/token#3}.
 *
 * @param store which store holds it
 * @param name a path of words with slashes between
 * @param version counts the values put under the name, from 1; a number is never given twice
 */
public record SecretReference(String store, String name, int version) {

    private static final Pattern STORE = Pattern.compile("[a-z]{1,20}");

    // No dot at the start of a segment: a name becomes a path in Vault, and must not climb out of its folder.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

    private static final int LONGEST_NAME = 250;

    public SecretReference {
        if (!STORE.matcher(store).matches()) {
            throw new IllegalArgumentException("Not the name of a secret store: " + store);
        }
        if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not the name of a secret: " + name);
        }
        if (version < 1) {
            throw new IllegalArgumentException("Secret versions count from 1, not from " + version);
        }
    }

    /**
     * Reads the string form.
     *
     * @throws IllegalArgumentException when the text is not one
     */
    public static SecretReference parse(String text) {
        int colon = text.indexOf(':');
        int hash = text.lastIndexOf('#');
        if (colon < 0 || hash < colon) {
            // What is no reference may be a secret that went astray, so the text stays out of the message.
            throw new IllegalArgumentException("A secret reference is written <store>:<name>#<version>");
        }
        return new SecretReference(
                text.substring(0, colon), text.substring(colon + 1, hash), versionOf(text.substring(hash + 1)));
    }

    private static int versionOf(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The version of a secret reference is a number");
        }
    }

    @Override
    public String toString() {
        return store + ":" + name + "#" + version;
    }
}
