/// What was changed, kept so that it can be taken back.
///
/// Every change of a call is a [Step] in an [UndoRecord], written to disk *before* it is made, with
/// a [Backup] of what it replaces. Once the call has succeeded the record is kept and is a
/// [PastChange] from then on; where the call fails it is taken back, and where the process dies the
/// next start takes it back ([UndoJournal#unfinished]).
///
/// A record is one file of JSON lines: [Line.Begun], the steps, [Line.Kept]; its backups lie beside
/// it, and the file by which its process has [Hold] of it until it is kept. The last line counts
/// when it is whole, so that the journal can be read after a kill at any moment; a record with any
/// other line broken is set aside. [RecordFolder] knows the files, and [UndoJournal] how long they
/// stay. Here is the storage only: how a step is made and taken back is the sandbox's business.
@NullMarked
package dev.fusionhost.tools.undo;

import org.jspecify.annotations.NullMarked;
