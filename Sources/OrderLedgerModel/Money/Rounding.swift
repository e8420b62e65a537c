/// What to do with decimals that a currency does not have.
///
/// Every mode works on the distance from zero, so that a refund rounds as its sale did:
/// `-x` rounds to minus what `x` rounds to.
public enum Rounding: Hashable, Sendable, CaseIterable {
  /// To the nearest; a tie goes to the even neighbor (IEEE 754 `roundTiesToEven`).
  case halfEven
  /// To the nearest; a tie goes away from zero, the commercial rounding of most tax laws.
  case halfUp
  /// Toward zero.
  case down
  /// Away from zero.
  case up
}
