package dev.moru.notification.channel.http;

import dev.moru.notification.channel.address.RefusedAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Gives the HTTP client only addresses that may be called. The client connects to what it is given here and asks nobody
 * else, so a name can't be judged by one address and called at another. Literal addresses come here as well.
 */
final class JudgingResolver implements DnsResolver {

    private final Predicate<InetAddress> rule;

    JudgingResolver(Predicate<InetAddress> rule) {
        this.rule = rule;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var allowed = Arrays.stream(InetAddress.getAllByName(host)).filter(rule).toArray(InetAddress[]::new);
        if (allowed.length == 0) {
            throw new RefusedAddress(host);
        }
        return allowed;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
