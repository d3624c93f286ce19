package dev.fusionhost.git;

import dev.fusionhost.git.GitBlame.Blame;
import dev.fusionhost.git.GitBlame.Region;
import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.ToolException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.blame.BlameGenerator;
import org.eclipse.jgit.blame.BlameResult;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;

/// A file of a commit, and where its lines come from.
final class BlamedFile {
    /// Each version of the file is compared with the one before it.
    private static final long MOST_BYTES = 1 << 20;

    /// What a line of text hardly has more of.
    private static final int MOST_LINE = 1_000;

    private final OpenRepository repository;
    private final RevCommit commit;
    private final String file;

    BlamedFile(OpenRepository repository, String revision, String file) throws IOException {
        this.repository = repository;
        this.commit = repository.commit(revision);
        this.file = file;
        mustBeSmallText();
    }

    private void mustBeSmallText() throws IOException {
        Paths.of(List.of(file));
        try (var walk = TreeWalk.forPath(repository.jgit(), file, commit.getTree())) {
            if (walk == null) throw Refusals.notFound(file);
            if (!FileMode.REGULAR_FILE.equals(walk.getRawMode(0))
                    && !FileMode.EXECUTABLE_FILE.equals(walk.getRawMode(0))) {
                throw new ToolException(ErrorCode.NOT_REGULAR_FILE, "Only files have lines.");
            }
            var content = walk.getObjectReader().open(walk.getObjectId(0), Constants.OBJ_BLOB);
            if (content.getSize() > MOST_BYTES) throw tooLarge();
            if (RawText.isBinary(content.getCachedBytes())) {
                throw new ToolException(
                        ErrorCode.UNSUPPORTED_ENCODING, "The file is not a text file.");
            }
        }
    }

    private static ToolException tooLarge() {
        return new ToolException(
                ErrorCode.TOO_LARGE, "The file is, or was before, larger than what is compared.");
    }

    Blame lines(int first, int most) throws IOException {
        try (var generator = new BlameGenerator(repository.jgit(), file)) {
            var histogram = new HistogramDiff();
            histogram.setFallbackAlgorithm(null);
            generator.setDiffAlgorithm(histogram);
            generator.setFollowFileRenames(true);
            generator.push(null, commit);
            var result = BlameResult.create(generator);
            var watch = new Watch(repository.context());
            while (result.computeNext() >= 0) watch.check();
            int total = result.getResultContents().size();
            int end = (int) Math.min(total, first - 1L + most);
            boolean more = end < total;
            return new Blame(regions(result, first - 1, end), total, more, more ? end + 1 : null);
        } catch (LargeObjectException _) {
            throw tooLarge();
        }
    }

    private List<Region> regions(BlameResult result, int from, int end) {
        var regions = new ArrayList<Region>();
        for (int line = from, next; line < end; line = next) {
            next = line + 1;
            while (next < end && continues(result, next)) next++;
            regions.add(region(result, line, next));
        }
        return regions;
    }

    private static boolean continues(BlameResult result, int line) {
        return result.getSourceCommit(line).equals(result.getSourceCommit(line - 1))
                && result.getSourcePath(line).equals(result.getSourcePath(line - 1))
                && result.getSourceLine(line) == result.getSourceLine(line - 1) + 1;
    }

    private Region region(BlameResult result, int line, int end) {
        var source = result.getSourceCommit(line);
        var path = result.getSourcePath(line);
        var text = new ArrayList<String>();
        for (int i = line; i < end; i++) text.add(shown(result.getResultContents().getString(i)));
        return new Region(
                line + 1,
                source.name(),
                CommitInfo.Person.of(result.getSourceAuthor(line)),
                CommitInfo.subject(source),
                path.equals(file) ? null : path,
                result.getSourceLine(line) + 1,
                text);
    }

    private static String shown(String line) {
        return line.length() <= MOST_LINE ? line : line.substring(0, MOST_LINE) + "…";
    }
}
