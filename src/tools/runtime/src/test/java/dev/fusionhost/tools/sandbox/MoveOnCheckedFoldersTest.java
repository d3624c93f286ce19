package dev.fusionhost.tools.sandbox;

class MoveOnCheckedFoldersTest extends MoveTest {
    @Override
    FolderHandle.Opener opener() {
        return CheckedFolder::open;
    }
}
