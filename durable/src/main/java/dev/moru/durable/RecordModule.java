package dev.moru.durable;

import java.lang.reflect.Constructor;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.deser.std.StdValueInstantiator;
import tools.jackson.databind.module.SimpleModule;

/**
 * Calls the constructors of records by reflection. Jackson 3 calls them by {@code MethodHandle.invokeWithArguments}, which
 * makes an invoker of its own for each call; of documents that are records in records that is up to two fifths of reading
 * them.
 */
public final class RecordModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addValueInstantiators(new Reflecting());
    }

    private static final class Reflecting extends ValueInstantiators.Base {

        @Override
        public ValueInstantiator modifyValueInstantiator(
                DeserializationConfig config, BeanDescription.Supplier type, ValueInstantiator usual) {
            return type.getBeanClass().isRecord()
                            && usual instanceof StdValueInstantiator standard
                            && standard.getWithArgsCreator() != null
                            && standard.getWithArgsCreator().getAnnotated() instanceof Constructor<?> constructor
                    ? new OfRecord(standard, constructor)
                    : usual;
        }
    }

    private static final class OfRecord extends StdValueInstantiator {

        private static final long serialVersionUID = 1L;

        private final transient Constructor<?> constructor;

        OfRecord(StdValueInstantiator usual, Constructor<?> constructor) {
            super(usual);
            this.constructor = constructor;
        }

        @Override
        public Object createFromObjectWith(DeserializationContext context, Object[] arguments) {
            try {
                return constructor.newInstance(arguments);
            } catch (ReflectiveOperationException e) {
                return context.handleInstantiationProblem(getValueClass(), arguments, rewrapCtorProblem(context, e));
            }
        }
    }
}
