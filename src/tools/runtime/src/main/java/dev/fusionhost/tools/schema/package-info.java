/// From the record that a tool is written with to the JSON Schema that its callers see.
///
/// [SchemaGenerator] is the way in, at build time and at run time alike; a [Schema] is what it
/// gives. [Describer] walks records and their components, each at its [Site]; [Scalars] are
/// where it ends. [Spelling] says how a component is called, [Fallback] what its default is.
/// [ConstraintMirror] says in the [Words] of JSON Schema what Bean Validation accepts, and
/// [PortablePattern] does so for regular expressions.
///
/// What can't be said is an [UndescribableException] that tells the author of the tool what to
/// do.
@NullMarked
package dev.fusionhost.tools.schema;

import org.jspecify.annotations.NullMarked;
