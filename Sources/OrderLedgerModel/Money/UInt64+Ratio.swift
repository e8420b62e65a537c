extension UInt64 {
  /// `self × factor ÷ divisor` with a product of 128 bits, rounded down, and what is left over.
  ///
  /// The caller has seen to it that `self ≤ divisor` (a part of a whole) and `divisor > 0`: the
  /// quotient then is at most `factor` and fits. Most products of real orders fit 64 bits, and the
  /// processor divides those several times faster.
  @inlinable
  func multiplying(
    _ factor: UInt64, dividingBy divisor: UInt64
  ) -> (quotient: UInt64, remainder: UInt64) {
    let product = multipliedFullWidth(by: factor)
    return product.high == 0
      ? product.low.quotientAndRemainder(dividingBy: divisor)
      : divisor.dividingFullWidth(product)
  }
}
