package dev.fusionhost.git;

import java.io.IOException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/// Reads objects, but none of more than 16 MiB into memory because somebody wants all of it: two
/// megabytes in a repository can be two gigabytes of zeros. Who reads them piece by piece gets all.
final class BoundedReader extends ObjectReader.Filter {
    private static final int MOST_BYTES = 16 << 20;

    private final ObjectReader reader;

    BoundedReader(ObjectReader reader) {
        this.reader = reader;
    }

    @Override
    protected ObjectReader delegate() {
        return reader;
    }

    @Override
    public ObjectReader newReader() {
        return new BoundedReader(reader.newReader());
    }

    @Override
    public ObjectLoader open(AnyObjectId id) throws IOException {
        return new Loader(reader.open(id));
    }

    @Override
    public ObjectLoader open(AnyObjectId id, int type) throws IOException {
        return new Loader(reader.open(id, type));
    }

    private static final class Loader extends ObjectLoader.Filter {
        private final ObjectLoader loader;

        Loader(ObjectLoader loader) {
            this.loader = loader;
        }

        @Override
        protected ObjectLoader delegate() {
            return loader;
        }

        @Override
        public byte[] getCachedBytes(int most) throws IOException {
            if (loader.getSize() > MOST_BYTES) {
                throw new LargeObjectException.ExceedsLimit(MOST_BYTES, loader.getSize());
            }
            return loader.getCachedBytes(most);
        }
    }
}
