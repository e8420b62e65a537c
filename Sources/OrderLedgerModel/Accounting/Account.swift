/// An account: a number of the chart, and which one under that number.
///
/// Accounts that each order has of its own (``AccountCode/isPerOrder``) have no dimension: the
/// journal transaction names the order.
public struct Account: Sendable, Hashable, Comparable {
  /// The number in the chart.
  public let code: AccountCode
  /// Which service, tax code, channel or reason; empty where there is only one.
  public let dimension: String

  package init(_ code: AccountCode, _ dimension: String = "") {
    self.code = code
    self.dimension = dimension
  }

  /// By number, and by the dimension's bytes: names that only look alike are not the same account.
  public static func == (left: Account, right: Account) -> Bool {
    left.code == right.code && left.dimension == right.dimension
      && (left.dimension.isEmpty || left.dimension.utf8.elementsEqual(right.dimension.utf8))
  }

  /// By number, then by dimension.
  public static func < (left: Account, right: Account) -> Bool {
    left.code == right.code ? left.dimension < right.dimension : left.code < right.code
  }
}

extension Account: CustomStringConvertible {
  /// The number, and the dimension if there is one: `1110:stripe`.
  public var description: String {
    dimension.isEmpty ? "\(code.rawValue)" : "\(code.rawValue):\(dimension)"
  }
}
