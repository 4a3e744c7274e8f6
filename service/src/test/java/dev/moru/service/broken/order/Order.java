package dev.moru.service.broken.order;

import dev.moru.service.broken.stock.Stock;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Breaks three rules: a domain that knows Spring, that blocks, and that knows who knows it. */
@Component
public class Order {

    public String waitForever(Stock stock) {
        return Mono.just(stock.toString()).block();
    }
}
