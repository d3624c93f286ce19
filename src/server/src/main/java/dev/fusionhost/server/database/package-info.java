/// Where the server keeps what must outlive it: an H2 file, or PostgreSQL.
///
/// [ChosenDatabase] picks one of the two by [DatabaseConfig], [Schema] makes its tables, and
/// [Database] runs one statement at a time for the features' own classes.
@NullMarked
package dev.fusionhost.server.database;

import org.jspecify.annotations.NullMarked;
