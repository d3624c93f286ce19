/// The built-in file tools: look, find, read, search, compare, change, undo.
///
/// One class each: [ListRoots], [ListFolder], [FolderTree], [DescribeFile] (`file_info`),
/// [ReadFile], [ReadFiles], [ReadBytes], [FindFiles], [SearchText], [DiffFiles] and
/// [RenameInPlace]; [WriteFile], [EditFile], [AppendFile], [CreateFolder], [CopyFile], [MoveFile],
/// [TrashFiles], [UndoChange] and [Batch]. They reach files through the sandbox of the tool
/// contract alone.
///
/// Reading text: a [TextSurvey] goes over the bytes once and tells encoding, line ends, number of
/// lines, hash and where the wanted lines are; [Encoding] decodes them. Looking through folders:
/// [FolderFind] goes by names, [LevelWalk] level by level, and a [Branch] knows what to leave out,
/// by [Glob]s and [IgnoreRules]. Searching: [FolderSearch] walks and hands files to the threads of
/// a [SearchCrew], each of which goes through one file after the other ([FileSearch], in a
/// [LineBuffer]), and a [TextPattern] looks at a line only where a [Needle] says that it could
/// match. The [MatchPage] takes the matches of one [SearchedFile] after the other, in the order of
/// the names.
///
/// Changing: a tool drafts one [Operation] ([Writing] or [Arranging]), a batch many, in a [Scene],
/// which is the disk as the operations before would leave it. An [EditableText] gives every byte
/// back as it was; a [TextEdit] is one replacement in it, and [NearestText] what may have been
/// meant where it doesn't fit. A [TreeSurvey] looks over what a copy takes along.
@NullMarked
package dev.fusionhost.files;

import org.jspecify.annotations.NullMarked;
