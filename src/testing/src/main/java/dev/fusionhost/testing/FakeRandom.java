package dev.fusionhost.testing;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Chance that a test decides. Each draw takes the next of the scripted fractions, 0 to 1, and
/// gives the value that lies so far into the range that was asked for; the last fraction stays.
///
/// `FakeRandom.of(0.5, 1).nextLong(100)` gives 50, then 99, 99, 99, …
public final class FakeRandom implements RandomGenerator {
    private final double[] fractions;
    private int next;

    private FakeRandom(double[] fractions) {
        this.fractions = fractions;
    }

    /// Always the lowest value of the range.
    public static FakeRandom lowest() {
        return of(0);
    }

    /// Always the highest value of the range.
    public static FakeRandom highest() {
        return of(1);
    }

    /// One fraction a draw; 1 means the highest value below the range's end.
    public static FakeRandom of(double... fractions) {
        if (fractions.length == 0 || Arrays.stream(fractions).anyMatch(f -> !(f >= 0 && f <= 1)))
            throw new IllegalArgumentException("fractions are from 0 to 1, one at least");
        return new FakeRandom(fractions.clone());
    }

    private synchronized double fraction() {
        var fraction = fractions[next];
        if (next < fractions.length - 1) next++;
        return fraction;
    }

    @Override
    public double nextDouble() {
        return Math.min(fraction(), Math.nextDown(1.0));
    }

    @Override
    public double nextDouble(double bound) {
        return nextDouble(0, bound);
    }

    @Override
    public double nextDouble(double origin, double bound) {
        if (!(origin < bound)) throw new IllegalArgumentException("bound must be above origin");
        return Math.min(origin + fraction() * (bound - origin), Math.nextDown(bound));
    }

    @Override
    public long nextLong() {
        return nextLong(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Override
    public long nextLong(long bound) {
        return nextLong(0, bound);
    }

    @Override
    public long nextLong(long origin, long bound) {
        if (origin >= bound) throw new IllegalArgumentException("bound must be above origin");
        // As doubles, because the widest range is more than a long holds.
        var offset = fraction() * ((double) bound - (double) origin);
        return Math.clamp((long) Math.floor(origin + offset), origin, bound - 1);
    }

    @Override
    public int nextInt() {
        return nextInt(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    @Override
    public int nextInt(int bound) {
        return nextInt(0, bound);
    }

    @Override
    public int nextInt(int origin, int bound) {
        return (int) nextLong(origin, bound);
    }

    @Override
    public float nextFloat() {
        return Math.min((float) fraction(), Math.nextDown(1f));
    }

    @Override
    public boolean nextBoolean() {
        return fraction() >= 0.5;
    }
}
