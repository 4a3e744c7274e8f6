/**
 * What every service is made of, said once: {@link dev.moru.service.MoruService} names the libraries that are switched on and
 * brings the beans and the settings that all services have, and {@link dev.moru.service.ServiceMain} is its main. It holds
 * no mechanism and no noun of a service.
 */
@NullMarked
package dev.moru.service;

import org.jspecify.annotations.NullMarked;
