/// The built-in file tools: look, read, search, rename.
///
/// One class each: [ListRoots], [ListFolder], [DescribeFile] (`file_info`), [ReadFile],
/// [SearchText] and [RenameInPlace]. They reach files through the sandbox of the tool contract
/// alone.
///
/// Reading text: a [TextSurvey] goes over the bytes once and tells encoding, line ends, number of
/// lines, hash and where the wanted lines are; [Encoding] decodes them. Searching: [FolderSearch]
/// walks, [FileSearch] goes through one file after the other in a [LineBuffer], and a [TextPattern]
/// looks at a line only where a [Needle] says that it could match.
@NullMarked
package dev.fusionhost.files;

import org.jspecify.annotations.NullMarked;
