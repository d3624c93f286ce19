/// From the JSON of a call to the record that a tool is entered with.
///
/// [InputReader] is the way in: it checks the JSON against the very schema that was advertised,
/// fills in defaults, binds the record and asks Bean Validation what a schema can't say. What is
/// wrong becomes a [Fault] with a [Pointer] to it, all of them together in one
/// [InvalidInputException].
///
/// [Shape] is a schema prepared for checking, [JsonType] and [Rule] its parts. [Messages]
/// phrases constraints in English whatever the machine's language is, [Json] is the one mapper
/// of tools.
@NullMarked
package dev.fusionhost.tools.input;

import org.jspecify.annotations.NullMarked;
