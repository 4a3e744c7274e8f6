package dev.moru.service;

import dev.moru.durable.start.StartsWithKafka;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.cloud.stream.binding.Bindable;
import org.springframework.cloud.stream.binding.BindingService;
import org.springframework.cloud.stream.binding.InputBindingLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring Cloud Stream binds the consumers of a context when it starts, and has no setting for later. */
@Configuration(proxyBeanMethods = false)
class InputsWithKafka {

    private static final String INPUTS_WITH_THE_CONTEXT = "inputBindingLifecycle";

    @Bean
    static BeanDefinitionRegistryPostProcessor noInputsWithTheContext() {
        return registry -> registry.removeBeanDefinition(INPUTS_WITH_THE_CONTEXT);
    }

    @Bean
    static InputBindingLifecycle inputs(BindingService bindings, Map<String, Bindable> bindables) {
        return new Inputs(bindings, bindables);
    }

    private static final class Inputs extends InputBindingLifecycle implements StartsWithKafka {

        private final BindingService bindings;

        Inputs(BindingService bindings, Map<String, Bindable> bindables) {
            super(bindings, bindables);
            this.bindings = bindings;
        }

        /** All or none: those that are bound when one can't be would outlive the service, and be bound again by the next try. */
        @Override
        public void start() {
            try {
                super.start();
            } catch (RuntimeException e) {
                Stream.of(bindings.getConsumerBindingNames()).forEach(bindings::unbindConsumers);
                throw e;
            }
        }

        @Override
        public boolean isAutoStartup() {
            return false;
        }
    }
}
