import CBenchWorkload

/// The business job that all peers do. The numbers come from the C generator, so that there is one.
public struct Workload: Sendable {
  private let base: bench_workload

  /// The job of so many orders.
  public init(orders: UInt64, seed: UInt64) {
    base = bench_workload_make(orders, seed)
  }

  /// How many orders are placed and captured.
  public var orders: UInt64 { base.orders }
  /// How many of them are cancelled.
  public var cancellations: UInt64 { base.cancellations }

  /// Order `number`; numbers beyond ``orders`` go on in the same way.
  public func order(_ number: UInt64) -> WorkloadOrder {
    WorkloadOrder(withUnsafePointer(to: base) { bench_workload_order($0, number) })
  }

  /// Which order cancellation `c` cancels. Every order comes once in ``orders`` of them.
  public func cancelled(_ c: UInt64) -> UInt64 {
    withUnsafePointer(to: base) { bench_workload_cancelled($0, c) }
  }

  /// Why an order is cancelled.
  public static func reason(_ number: UInt64) -> String { String(cString: bench_reason(number)) }

  /// How many SKUs there are.
  public static let skus = Int(BENCH_SKUS)
  /// How many locations there are; each has every SKU.
  public static let locations = Int(BENCH_LOCATIONS)
  /// Units of each SKU at each location before the clock starts.
  public static let openingUnits = Int64(BENCH_OPENING_UNITS)

  /// The name of a SKU.
  public static func sku(_ index: Int) -> String { "sku-" + padded(index, to: 4) }
  /// The name of a location.
  public static func location(_ index: Int) -> String { "loc-\(index)" }
}

/// An order of the job.
public struct WorkloadOrder: Sendable {
  /// A line of it.
  public struct Line: Sendable {
    /// The number of its SKU.
    public let sku: Int
    /// The number of the location that has the units.
    public let location: Int
    /// Units.
    public let quantity: Int64
    /// Minor units for one unit.
    public let unitPrice: Int64
  }

  /// Its place among the orders, from 0.
  public let number: UInt64
  /// Its lines.
  public let lines: [Line]
  /// What it costs, in minor units.
  public let total: Int64
  /// Milliseconds since 1970 UTC.
  public let milliseconds: Int64
  private let customerNumber: Int64

  init(_ order: bench_order) {
    number = order.number
    total = order.total
    milliseconds = order.at
    customerNumber = order.customer
    lines = withUnsafePointer(to: order) { order in
      (0..<Int32(BENCH_LINES)).map {
        let line = bench_order_line(order, $0)
        return Line(
          sku: Int(line.sku), location: Int(line.location), quantity: line.quantity,
          unitPrice: line.unit_price)
      }
    }
  }

  /// Whose it is.
  public var customer: String { "customer-\(customerNumber)" }
  /// Its name.
  public var name: String { Self.name("o", number) }
  /// The name of its payment.
  public var payment: String { Self.name("p", number) }
  /// The name of its cancellation.
  public var cancellation: String { Self.name("c", number) }

  /// The name of order `number`, or with another letter of what belongs to it.
  public static func name(_ letter: Character, _ number: UInt64) -> String {
    "\(letter)-" + padded(Int(number), to: 8)
  }
}

private func padded(_ number: Int, to digits: Int) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
}
