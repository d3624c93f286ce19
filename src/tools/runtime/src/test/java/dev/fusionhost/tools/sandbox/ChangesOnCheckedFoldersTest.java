package dev.fusionhost.tools.sandbox;

class ChangesOnCheckedFoldersTest extends ChangesTest {
    @Override
    FolderHandle.Opener opener() {
        return CheckedFolder::open;
    }
}
