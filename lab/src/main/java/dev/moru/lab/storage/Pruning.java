package dev.moru.lab.storage;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Applies a retention to the backups on a storage, guest by guest. */
public final class Pruning {

    private static final Pattern STANDARD_NAME =
            Pattern.compile("backup/vzdump-(qemu|lxc)-\\d+-\\d{4}_\\d\\d_\\d\\d-\\d\\d_\\d\\d_\\d\\d\\.[a-z.]+");
    private static final Pattern STANDARD_SNAPSHOT = Pattern.compile("backup/(vm|ct)/\\d+/[0-9TZ:-]+");

    private final Archives archives;
    private final Storages storages;

    public Pruning(Archives archives, Storages storages) {
        this.archives = archives;
        this.storages = storages;
    }

    /** {@code keep}, {@code remove}, {@code protected} or {@code renamed} for each backup that is asked about. */
    public Map<Volume, String> marks(String node, String storage, Retention retention, Predicate<Volume> wanted) {
        var marks = new TreeMap<Volume, String>(Comparator.comparing(Volume::vmid)
                .thenComparing(Volume::created)
                .thenComparing(Volume::id));
        storages.content(node, storage).stream()
                .filter(volume -> volume.content().equals(Archives.CONTENT))
                .filter(wanted)
                .collect(Collectors.groupingBy(Volume::vmid))
                .values()
                .forEach(ofGuest -> marks.putAll(marks(retention, ofGuest)));
        return marks;
    }

    private Map<Volume, String> marks(Retention retention, List<Volume> ofGuest) {
        var marks = ofGuest.stream().collect(Collectors.toMap(volume -> volume, this::ownMark));
        var judged = ofGuest.stream()
                .filter(volume -> marks.getOrDefault(volume, "").isEmpty())
                .toList();
        retention
                .marks(judged, volume -> Instant.ofEpochSecond(volume.created()), ZoneId.systemDefault())
                .forEach((volume, mark) -> marks.put(volume, mark.name().toLowerCase(Locale.ROOT)));
        return marks;
    }

    private String ownMark(Volume volume) {
        if (archives.of(volume).filter(Archive::guarded).isPresent()) {
            return "protected";
        }
        var isStandard = STANDARD_NAME.matcher(volume.name()).matches()
                || STANDARD_SNAPSHOT.matcher(volume.name()).matches();
        return isStandard ? "" : "renamed";
    }
}
