/** Routes in the database. */
@NullMarked
package dev.moru.notification.route.persistence;

import org.jspecify.annotations.NullMarked;
