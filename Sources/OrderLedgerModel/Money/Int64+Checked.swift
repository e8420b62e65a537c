// Minor units, quantities and counts are plain Int64 inside planners. These are the operations they
// use instead of `+`, `-` and `*`, which trap.
extension Int64 {
  /// The sum, or `MoneyError.overflow`.
  @inlinable
  package func adding(checked other: Int64) throws(MoneyError) -> Int64 {
    let (result, overflow) = addingReportingOverflow(other)
    guard !overflow else { throw .overflow }
    return result
  }

  /// The difference, or `MoneyError.overflow`.
  @inlinable
  package func subtracting(checked other: Int64) throws(MoneyError) -> Int64 {
    let (result, overflow) = subtractingReportingOverflow(other)
    guard !overflow else { throw .overflow }
    return result
  }

  /// The product, or `MoneyError.overflow`.
  @inlinable
  package func multiplied(checked other: Int64) throws(MoneyError) -> Int64 {
    let (result, overflow) = multipliedReportingOverflow(by: other)
    guard !overflow else { throw .overflow }
    return result
  }

  /// The number on the other side of zero, or `MoneyError.overflow` for `Int64.min`.
  @inlinable
  package func negated() throws(MoneyError) -> Int64 {
    try Int64(0).subtracting(checked: self)
  }

  /// The number with this distance from zero, or `MoneyError.overflow`.
  @inlinable
  package init(checkedMagnitude magnitude: UInt64, isNegative: Bool) throws(MoneyError) {
    guard magnitude <= (isNegative ? Int64.min : Int64.max).magnitude else { throw .overflow }
    self.init(wrappingMagnitude: magnitude, isNegative: isNegative)
  }

  /// The number with this distance from zero, which the caller knows to fit.
  @inlinable
  package init(wrappingMagnitude magnitude: UInt64, isNegative: Bool) {
    self.init(truncatingIfNeeded: isNegative ? 0 &- magnitude : magnitude)
  }
}

extension Sequence<Int64> {
  /// The sum of all, or `MoneyError.overflow` (also of an intermediate sum).
  @inlinable
  package func sumChecked() throws(MoneyError) -> Int64 {
    var total: Int64 = 0
    for element in self {
      total = try total.adding(checked: element)
    }
    return total
  }
}

extension Sequence {
  /// The sum of one figure of each element. For figures whose limits keep the sum in range
  /// (``Limits/maxAmount``); others are added with `adding(checked:)`.
  @inlinable
  package func sum(_ figure: (Element) -> Int64) -> Int64 {
    var sum: Int64 = 0
    for element in self { sum += figure(element) }
    return sum
  }
}
