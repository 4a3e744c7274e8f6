package dev.moru.proxmox;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** A virtual machine's configuration: the values as the API gives them, and readers for those that are often needed. */
public record QemuConfig(Map<String, String> values) {

    private static final Pattern DISK = Pattern.compile("(?:scsi|virtio|sata|ide)\\d{1,2}");
    private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?)([KMGT]?)");
    private static final BigDecimal GIB = BigDecimal.valueOf(1L << 30);
    private static final List<String> USUAL_BOOT_DISKS = List.of("scsi0", "virtio0", "sata0", "ide0");
    private static final Pattern NETWORK = Pattern.compile("net\\d{1,2}");

    public QemuConfig {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    static QemuConfig of(JsonNode data) {
        var values = new TreeMap<String, String>();
        data.properties()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().asString("")));
        return new QemuConfig(values);
    }

    public Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** A number; empty when it is not set or is no whole number. */
    public Optional<Integer> number(String key) {
        return get(key).filter(value -> value.matches("-?\\d{1,9}")).map(Integer::valueOf);
    }

    /** A value such as {@code net0} or {@code ipconfig0}. */
    public Optional<PropertyString> properties(String key) {
        return get(key).map(PropertyString::parse);
    }

    /** What a write sends back to be refused when the configuration has changed since. */
    public String digest() {
        return values.getOrDefault("digest", "");
    }

    public Optional<String> name() {
        return get("name");
    }

    /** Empty when there is none. */
    public String description() {
        return values.getOrDefault("description", "");
    }

    /** What holds the guest: {@code clone}, {@code create}, {@code backup}, ... */
    public Optional<String> lock() {
        return get("lock");
    }

    public boolean isTemplate() {
        return isOn("template");
    }

    /** Whether stopping stays possible but destroying is refused. */
    public boolean isProtected() {
        return isOn("protection");
    }

    private boolean isOn(String key) {
        return "1".equals(values.get(key));
    }

    public List<String> tags() {
        return get("tags").stream()
                .flatMap(tags -> Pattern.compile("[;,\\s]+").splitAsStream(tags))
                .filter(tag -> !tag.isEmpty())
                .toList();
    }

    /** Disks by their place ({@code scsi0}), cloud-init and CD drives left out. */
    public Map<String, PropertyString> disks() {
        var disks = matching(DISK);
        disks.values().removeIf(QemuConfig::isDrive);
        return Collections.unmodifiableMap(disks);
    }

    /** The place of the disk that it boots from; the first one where the boot order names none. */
    public Optional<String> bootDisk() {
        var disks = disks();
        return bootOrder().stream()
                .filter(disks::containsKey)
                .findFirst()
                .or(() -> USUAL_BOOT_DISKS.stream().filter(disks::containsKey).findFirst())
                .or(() -> disks.keySet().stream().findFirst());
    }

    private List<String> bootOrder() {
        return properties("boot")
                .flatMap(boot -> boot.get("order"))
                .map(devices -> List.of(devices.split("[;\\s]+")))
                .or(() -> get("bootdisk").map(List::of))
                .orElse(List.of());
    }

    /** How large a disk is, rounded down; 0 where there is none, or none whose size is told. */
    public int diskGiB(String place) {
        return properties(place)
                .flatMap(disk -> disk.get("size"))
                .map(QemuConfig::wholeGiB)
                .orElse(0);
    }

    private static int wholeGiB(String text) {
        var size = SIZE.matcher(text);
        if (!size.matches()) {
            return 0;
        }
        return new BigDecimal(size.group(1))
                .multiply(BigDecimal.valueOf(1024)
                        .pow("KMGT".indexOf(size.group(2)) + (size.group(2).isEmpty() ? 0 : 1)))
                .divide(GIB, RoundingMode.DOWN)
                .intValue();
    }

    /** The storage that a disk is on. */
    public Optional<String> diskStorage(String place) {
        return properties(place).flatMap(PropertyString::volume).map(volume -> volume.split(":", 2)[0]);
    }

    /** Whether the guest is said to have an agent, which does not say that one answers. */
    public boolean hasAgent() {
        return properties("agent")
                .filter(agent -> agent.isOn("enabled") || agent.isOn(""))
                .isPresent();
    }

    /** Main memory; empty where it is not set. */
    public Optional<Integer> memoryMiB() {
        return properties("memory")
                .flatMap(memory -> memory.bare().or(() -> memory.get("current")))
                .filter(value -> value.matches("\\d{1,9}"))
                .map(Integer::valueOf);
    }

    /** Virtual processors: cores of all sockets. */
    public int processors() {
        return number("cores").orElse(1) * number("sockets").orElse(1);
    }

    private static boolean isDrive(PropertyString disk) {
        return disk.get("media").filter("cdrom"::equals).isPresent()
                || disk.volume()
                        .filter(volume -> volume.endsWith(":cloudinit") || volume.contains("-cloudinit"))
                        .isPresent();
    }

    /** The place of the cloud-init drive. */
    public Optional<String> cloudInitDrive() {
        return matching(DISK).entrySet().stream()
                .filter(disk -> disk.getValue()
                        .volume()
                        .filter(volume -> volume.contains("cloudinit"))
                        .isPresent())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Network cards by their place ({@code net0}). */
    public Map<String, PropertyString> networkCards() {
        return Collections.unmodifiableMap(matching(NETWORK));
    }

    /** The keys of the guest's user, one per line, in clear. */
    public Optional<String> sshKeys() {
        return get("sshkeys").map(PercentEncoding::decode);
    }

    private TreeMap<String, PropertyString> matching(Pattern key) {
        var found = new TreeMap<String, PropertyString>();
        values.forEach((name, value) -> {
            if (key.matcher(name).matches()) {
                found.put(name, PropertyString.parse(value));
            }
        });
        return found;
    }
}
