package dev.moru.gateway.fold;

/**
 * How a read model compares with what the journal says.
 *
 * @param different rows that are missing, too many, or say something else
 */
public record ModelVerdict(String model, long rows, long different) {

    public boolean intact() {
        return different == 0;
    }
}
