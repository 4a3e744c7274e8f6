package dev.moru.backup.point;

/** Has it looked what storages have removed by themselves, once the running transaction has committed. */
@FunctionalInterface
public interface StorageLook {

    void begin();
}
