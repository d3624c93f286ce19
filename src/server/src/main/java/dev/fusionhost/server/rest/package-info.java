/// What the REST interfaces share: [BoundedBody] reads, [Refused] says no and [Refusals] sees to it
/// that every no looks alike, [ApiDescription] names the keys.
@NullMarked
package dev.fusionhost.server.rest;

import org.jspecify.annotations.NullMarked;
