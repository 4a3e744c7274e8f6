package dev.moru.config.play.ansible;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How Ansible is run.
 *
 * @param program the {@code ansible-playbook} to run
 * @param path where it and {@code ssh} find programs
 * @param collections folders of collections besides Moru's own
 * @param work where each run gets a folder of its own; best on a file system in memory, because inventories hold secrets
 * @param keyFile the private key that servers let in; without one only an agent of nobody is asked, and no host lets it in
 * @param forks how many hosts are worked on at the same time
 * @param connectTimeout how long a host may take to answer
 * @param patience how long what was begun at a host may take to end when its run has been ended, before it is killed
 * @param memory the most that one process of a run may have
 */
@ConfigurationProperties("moru.config.ansible")
record AnsibleProperties(
        @DefaultValue("ansible-playbook") String program,

        @DefaultValue("/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin")
        String path,

        @DefaultValue("/usr/share/ansible/collections") List<Path> collections,
        Path work,
        @Nullable Path keyFile,
        @DefaultValue("20") int forks,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("30s") Duration patience,
        @DefaultValue("2GB") DataSize memory) {

    public AnsibleProperties {
        collections = List.copyOf(collections);
    }
}
