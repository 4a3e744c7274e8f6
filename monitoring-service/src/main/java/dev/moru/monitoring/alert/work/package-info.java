/** What happens to alerts by itself. */
@NullMarked
package dev.moru.monitoring.alert.work;

import org.jspecify.annotations.NullMarked;
