package dev.fusionhost.tools.sandbox;

class LinksOnCheckedFoldersTest extends LinksTest {
    @Override
    FolderHandle.Opener opener() {
        return CheckedFolder::open;
    }
}
