/** The websocket sessions ACS and TCS, and the lease they renew. */
@NullMarked
package io.moorage.agent.session;

import org.jspecify.annotations.NullMarked;
