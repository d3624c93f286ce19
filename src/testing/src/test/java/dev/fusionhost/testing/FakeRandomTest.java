package dev.fusionhost.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FakeRandomTest {
    @Test
    void theHighestIsTheLastBelowTheBound() {
        var random = FakeRandom.highest();

        assertThat(random.nextLong(60_000)).isEqualTo(59_999);
        assertThat(random.nextInt(7)).isEqualTo(6);
        assertThat(random.nextLong(5, 8)).isEqualTo(7);
        assertThat(random.nextInt(-8, -5)).isEqualTo(-6);
        assertThat(random.nextLong()).isEqualTo(Long.MAX_VALUE - 1);
        assertThat(random.nextInt()).isEqualTo(Integer.MAX_VALUE - 1);
        assertThat(random.nextDouble()).isLessThan(1).isGreaterThan(0.999);
        assertThat(random.nextDouble(3)).isLessThan(3).isGreaterThan(2.999);
        assertThat(random.nextFloat()).isLessThan(1f);
        assertThat(random.nextBoolean()).isTrue();
    }

    @Test
    void theLowestIsTheOrigin() {
        var random = FakeRandom.lowest();

        assertThat(random.nextLong(60_000)).isZero();
        assertThat(random.nextLong(5, 8)).isEqualTo(5);
        assertThat(random.nextLong()).isEqualTo(Long.MIN_VALUE);
        assertThat(random.nextDouble(2, 3)).isEqualTo(2);
        assertThat(random.nextBoolean()).isFalse();
    }

    @Test
    void fractionsComeInTheirOrderAndTheLastOneStays() {
        var random = FakeRandom.of(0.5, 0, 1);

        assertThat(random.nextLong(100)).isEqualTo(50);
        assertThat(random.nextDouble()).isZero();
        assertThat(random.nextInt(100)).isEqualTo(99);
        assertThat(random.nextInt(100)).isEqualTo(99);
    }

    @Test
    void aFractionIsFromZeroToOne() {
        assertThatThrownBy(FakeRandom::of).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FakeRandom.of(1.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FakeRandom.of(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FakeRandom.lowest().nextLong(0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
