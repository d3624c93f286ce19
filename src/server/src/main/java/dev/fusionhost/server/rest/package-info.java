/// What the REST interfaces share: [BoundedBody] reads, [Refused] says no, [ApiDescription] names
/// the keys.
@NullMarked
package dev.fusionhost.server.rest;

import org.jspecify.annotations.NullMarked;
