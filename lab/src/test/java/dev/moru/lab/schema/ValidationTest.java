package dev.moru.lab.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts of the reference's section 2.4, and what must pass. */
class ValidationTest {

    private static final Facts FACTS = Facts.load();

    private static Map<String, String> violations(String method, String path, Map<String, String> given) {
        return FACTS.endpoint(method, path).orElseThrow().violations(given, FACTS.formats());
    }

    private static Map<String, String> ofConfig(String name, String value) {
        var given = new HashMap<>(Map.of("node", "lab1", "vmid", "100"));
        given.put(name, value);
        return violations("PUT", "/nodes/{node}/qemu/{vmid}/config", given);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "cores       | abc        | type check ('integer') failed - got 'abc'",
                "onboot      | true       | type check ('boolean') failed - got 'true'",
                "vmid        | 99         | value must have a minimum value of 100",
                "vmid        | 1000000000 | value must have a maximum value of 999999999",
                "bios        | efi        | value 'efi' does not have a value in the enumeration 'seabios, ovmf'",
                "serial0     | tty        | value does not match the regex pattern",
                "net32       | virtio     | property is not defined in schema and the schema does not allow additional properties",
                "scsi31      | x:1        | property is not defined in schema and the schema does not allow additional properties",
                "foo         | 1          | property is not defined in schema and the schema does not allow additional properties",
            })
    void refusesAValueWithTheServersWords(String name, String value, String text) {
        assertThat(ofConfig(name, value)).containsEntry(name, text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "virtio,foo=1            | invalid format - format error\\nnet0.foo: property is not defined in schema",
                "virtio,tag=5000         | invalid format - format error\\nnet0.tag: value must have a maximum value of 4094",
                "bridge=vmbr0            | invalid format - format error\\nnet0.model: property is missing and it is not optional",
                "virtio,e1000            | invalid format - invalid key in comma-separated list property: e1000",
                "virtio,tag=1,tag=2      | invalid format - duplicate key in comma-separated list property: tag",
            })
    void looksIntoPropertyStrings(String value, String text) {
        assertThat(ofConfig("net0", value).get("net0")).startsWith(text.replace("\\n", "\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "net0      | virtio=BC:24:11:00:00:01,bridge=vmbr0,firewall=false",
                "net0      | model=virtio,bridge=vmbr0,trunks=1-5;7",
                "scsi0     | media=disk,size=5G,file=local-lvm:vm-1-disk-0,discard=on",
                "ide2      | none,media=cdrom",
                "delete    | balloon, vcpus, vga",
                "ipconfig0 | ip=10.0.0.2/24,gw=10.0.0.1,ip6=auto",
                "tags      | b;A, c",
                "agent     | 1",
                "agent     | enabled=1,fstrim_cloned_disks=0,type=virtio",
                "boot      | order=scsi0;net0",
                "memory    | 2048",
                "sshkeys   | ssh-ed25519%20AAAA%20me%0A",
                "machine   | q35",
                "cpu       | x86-64-v2-AES",
            })
    void takesWhatClientsSend(String name, String value) {
        assertThat(ofConfig(name, value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ip=10.0.0.2", "ip=10.0.0.300/24", "gw=x", "ip6=10.0.0.1/8", "address=1"})
    void refusesAddressesThatAreNone(String value) {
        assertThat(ofConfig("ipconfig0", value)).containsKey("ipconfig0");
    }

    @Test
    void collectsWhatIsMissing() {
        assertThat(violations("POST", "/nodes/{node}/qemu/{vmid}/clone", Map.of("node", "lab1", "vmid", "100")))
                .isEqualTo(Map.of("newid", "property is missing and it is not optional"));
    }

    @Test
    void asksForWhatAParameterRequires() {
        var given = Map.of("node", "lab1", "vmid", "100", "force", "1", "cores", "1");

        assertThat(violations("PUT", "/nodes/{node}/qemu/{vmid}/config", given))
                .isEqualTo(Map.of("delete", "missing property required by 'force'"));
    }
}
