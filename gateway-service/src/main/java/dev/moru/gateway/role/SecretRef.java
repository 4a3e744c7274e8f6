package dev.moru.gateway.role;

/**
 * Stands for a secret that came with this request. What a request itself says can't be one of these: JSON makes maps.
 *
 * @param secretRef the reference, as messages and rows carry it
 */
record SecretRef(String secretRef) {

    /** The one field of what stands for a secret. */
    static final String FIELD = "secretRef";

    /** Of a secret that is not kept, because nothing else is. */
    static final SecretRef NOT_KEPT = new SecretRef("kept-when-accepted");
}
