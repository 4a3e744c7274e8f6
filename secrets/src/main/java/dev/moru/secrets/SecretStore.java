package dev.moru.secrets;

/** Keeps secret values. Every call may block for as long as the store is away, and then fails. */
public interface SecretStore {

    /**
     * Keeps a value as the newest version of a name. Older versions stay until they are deleted, because commands under
     * way still name them.
     *
     * @throws SecretFailure when it could not be kept
     */
    SecretReference put(String name, SecretValue value);

    /**
     * Fetches a value, which the caller destroys.
     *
     * @throws SecretFailure when there is none, when it is not what was put there, or when the store is away
     */
    SecretValue get(SecretReference reference);

    /**
     * Forgets one version for good; one that is not there is no error.
     *
     * @throws SecretFailure when the store is away
     */
    void delete(SecretReference reference);
}
