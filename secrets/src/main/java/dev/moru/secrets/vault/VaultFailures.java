package dev.moru.secrets.vault;

import dev.moru.secrets.SecretFailure;
import dev.moru.secrets.SecretFailure.Reason;
import dev.moru.secrets.SecretReference;
import java.util.function.Supplier;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpStatusCode;
import org.springframework.vault.VaultException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/** Tells what a failed call of Vault means. Its own messages stay in the cause, because they may quote the request. */
final class VaultFailures {

    private VaultFailures() {}

    static <T> T translated(SecretReference reference, Supplier<T> call) {
        try {
            return call.get();
        } catch (VaultException | RestClientException e) {
            throw failure(reference, e);
        }
    }

    private static SecretFailure failure(SecretReference reference, RuntimeException e) {
        if (NestedExceptionUtils.getMostSpecificCause(e) instanceof RestClientResponseException answer) {
            return answered(reference, answer.getStatusCode(), e);
        }
        return new SecretFailure(Reason.UNAVAILABLE, reference + ": the secret store does not answer", e);
    }

    private static SecretFailure answered(SecretReference reference, HttpStatusCode status, RuntimeException cause) {
        // 503 is "sealed", 412 and 429 come from standbys and limits: all of them pass.
        if (status.is5xxServerError() || status.value() == 412 || status.value() == 429) {
            return new SecretFailure(
                    Reason.UNAVAILABLE,
                    reference + ": the secret store is sealed or overloaded (" + status + ")",
                    cause);
        }
        return new SecretFailure(Reason.REFUSED, reference + ": the secret store refuses (" + status + ")", cause);
    }
}
