package dev.moru.provisioning.configuration.persistence;

import dev.moru.contracts.site.ConfigurationKind;
import dev.moru.contracts.site.ConfigurationRef;
import dev.moru.contracts.site.ImageSpec;
import dev.moru.contracts.site.NetworkSpec;
import dev.moru.contracts.site.SiteSpec;
import dev.moru.contracts.site.StorageClassSpec;
import dev.moru.provisioning.StateCodec;
import dev.moru.provisioning.configuration.AppliedResource;
import dev.moru.provisioning.configuration.Catalogue;
import dev.moru.provisioning.configuration.Named;
import dev.moru.provisioning.site.Site;
import dev.moru.provisioning.site.SiteOffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** Applied configuration as rows. */
public final class ConfigurationTable implements Catalogue {

    private static final String APPLY = """
            insert into configuration as c (id, kind, site_id, name, revision, spec)
            values (?, ?, ?, ?, ?, ?::json)
            on conflict (id) do update set name = excluded.name, revision = excluded.revision, spec = excluded.spec,
              removed = false, applied_at = now()
            where c.revision < excluded.revision
            """;

    private static final String REMOVE = """
            insert into configuration as c (id, kind, name, revision, spec, removed) values (?, ?, ?, ?, '{}', true)
            on conflict (id) do update set revision = excluded.revision, removed = true, applied_at = now()
            where c.revision <= excluded.revision
            """;

    private static final Duration SITES_STAY_FRESH = Duration.ofSeconds(1);

    private final JdbcTemplate jdbc;
    private final StateCodec codec;

    /** A revision that was applied stays applied, so that what was seen once need not be asked again. */
    private final Map<UUID, Long> knownRevisions = new ConcurrentHashMap<>();

    private volatile CachedSites cachedSites = new CachedSites(Map.of(), System.nanoTime() - 1_000_000_000L);

    public ConfigurationTable(JdbcTemplate jdbc, StateCodec codec) {
        this.jdbc = jdbc;
        this.codec = codec;
    }

    /** Puts a revision in force, or removes the resource, unless something newer is known. */
    public void apply(AppliedResource resource) {
        if (resource.spec() == null) {
            jdbc.update(REMOVE, resource.id(), resource.kind().name(), resource.name(), resource.revision());
        } else {
            jdbc.update(
                    APPLY,
                    resource.id(),
                    resource.kind().name(),
                    resource.siteId(),
                    resource.name(),
                    resource.revision(),
                    codec.write(resource.spec()));
        }
        if (resource.kind() == ConfigurationKind.SITE) {
            cachedSites = new CachedSites(Map.of(), System.nanoTime() - SITES_STAY_FRESH.toNanos());
        }
    }

    @Override
    public Optional<Site> site(String name) {
        var cached = cachedSites;
        if (System.nanoTime() - cached.readAt() >= SITES_STAY_FRESH.toNanos()) {
            var byName =
                    sites().stream().collect(Collectors.toMap(Site::name, site -> site, (older, younger) -> younger));
            cached = new CachedSites(byName, System.nanoTime());
            cachedSites = cached;
        }
        return Optional.ofNullable(cached.byName().get(name));
    }

    @Override
    public List<Site> sites() {
        return jdbc.query(
                "select id, name, revision, spec from configuration where kind = 'SITE' and not removed order by id",
                (row, n) -> new Site(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getLong(3),
                        codec.read(row.getString(4), SiteSpec.class)));
    }

    @Override
    public Map<String, Named<ImageSpec>> images(UUID siteId) {
        return ofSite(siteId, ConfigurationKind.IMAGE, ImageSpec.class);
    }

    @Override
    public Map<String, Named<NetworkSpec>> networks(UUID siteId) {
        return ofSite(siteId, ConfigurationKind.NETWORK, NetworkSpec.class);
    }

    @Override
    public Map<String, Named<StorageClassSpec>> storageClasses(UUID siteId) {
        return ofSite(siteId, ConfigurationKind.STORAGE_CLASS, StorageClassSpec.class);
    }

    @Override
    public SiteOffer offer(UUID siteId) {
        return new SiteOffer(specs(images(siteId)), specs(networks(siteId)), specs(storageClasses(siteId)));
    }

    private static <T> Map<String, T> specs(Map<String, Named<T>> named) {
        return named.values().stream().collect(Collectors.toMap(Named::name, Named::spec));
    }

    private <T> Map<String, Named<T>> ofSite(UUID siteId, ConfigurationKind kind, Class<T> type) {
        var found = new LinkedHashMap<String, Named<T>>();
        jdbc.query(
                """
                select id, name, revision, spec from configuration
                where site_id = ? and kind = ? and not removed order by id
                """,
                row -> {
                    var name = row.getString(2);
                    found.put(
                            name,
                            new Named<>(
                                    row.getObject(1, UUID.class),
                                    name,
                                    row.getLong(3),
                                    codec.read(row.getString(4), type)));
                },
                siteId,
                kind.name());
        return found;
    }

    @Override
    public List<ConfigurationRef> missing(List<ConfigurationRef> required) {
        var missing = stillMissing(required);
        if (missing.isEmpty()) {
            return missing;
        }
        jdbc.query(
                "select id, revision from configuration where id = any(?)",
                row -> {
                    knownRevisions.merge(row.getObject(1, UUID.class), row.getLong(2), Math::max);
                },
                (Object) missing.stream().map(ConfigurationRef::id).toArray(UUID[]::new));
        return stillMissing(missing);
    }

    private List<ConfigurationRef> stillMissing(List<ConfigurationRef> required) {
        return required.stream()
                .filter(ref -> knownRevisions.getOrDefault(ref.id(), 0L) < ref.revision())
                .toList();
    }

    private record CachedSites(Map<String, Site> byName, long readAt) {}
}
