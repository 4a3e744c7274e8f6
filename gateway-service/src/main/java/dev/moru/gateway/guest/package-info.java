/** Everything on the clusters, whether it is Moru's or not. */
@NullMarked
package dev.moru.gateway.guest;

import org.jspecify.annotations.NullMarked;
