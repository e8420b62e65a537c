/// A small generator with a seed, so that a failed property can be run again.
///
/// Sebastiano Vigna, https://prng.di.unimi.it/splitmix64.c
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Two seeds that are the same in every run and one that is new; the failing one is in the test's
/// name.
let seeds: [UInt64] = [1, 20_261_123, .random(in: .min ... .max)]

extension Int64 {
  /// Numbers of all sizes, the ends of the range among them: uniform ones are nearly all huge.
  static func anySize(using random: inout SplitMix64) -> Int64 {
    switch Int.random(in: 0..<16, using: &random) {
    case 0: .min
    case 1: .max
    case 2: 0
    default:
      Int64(bitPattern: random.next()) >> Int64.random(in: 0..<63, using: &random)
    }
  }
}
