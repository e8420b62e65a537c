/// The bounds of everything a caller can hand in.
///
/// A ledger without bounds has the bounds of its machine, which nobody tested. Each one has a test
/// at the limit and one past it.
public enum Limits {
  /// The most units one line, one movement or one stock bucket holds.
  ///
  /// A billion: far beyond any order, and its product with `maxAmount` still fits 128 bits, which
  /// is what shares are computed with.
  public static let maxQuantity: Int64 = 1_000_000_000

  /// The largest amount of one line, payment or refund, in minor units, either side of zero.
  ///
  /// 10¹⁵, which is ten trillion pounds: nine thousand such amounts add up without overflow, so
  /// that sums over an order of `maxLinesPerOrder` lines cannot overflow.
  public static let maxAmount: Int64 = 1_000_000_000_000_000

  /// The quantities a caller can ask for.
  public static let quantities: ClosedRange<Int64> = 1...maxQuantity

  /// The amounts a caller can state, in minor units.
  public static let amounts: ClosedRange<Int64> = -maxAmount...maxAmount

  /// The most lines of one order.
  public static let maxLinesPerOrder = 5_000

  /// The longest identifier, in UTF-8 bytes.
  public static let maxIdentifierBytes = 64

  /// The longest idempotency key, in bytes, which are printable ASCII.
  public static let maxIdempotencyKeyBytes = 128

  /// The most cancellations of one request.
  public static let maxBatch = 1_000

  /// The longest idempotency key of a request for several cancellations, in bytes: it leaves room
  /// for `/1000`.
  public static let maxBatchKeyBytes = maxIdempotencyKeyBytes - 5

  /// The longest note, in UTF-8 bytes.
  public static let maxNoteBytes = 2_000

  /// The longest text of an amount, in bytes. The longest amount itself has 21.
  public static let maxAmountTextBytes = 64

  /// The most units in one bucket of a SKU at a location.
  public static let maxStock: Int64 = 1_000_000_000_000

  /// The most that the stock of a SKU at a location can have cost, in minor units.
  public static let maxStockValue: Int64 = 1_000_000_000_000_000_000

  /// The most entries of one journal transaction.
  public static let maxEntries = 50_000

  /// The most payments, refunds or refund attempts of one order, each.
  public static let maxDocumentsPerOrder = 1_000

  /// The most discounts or taxes of one line, each.
  public static let maxRowsPerLine = 16

  /// The most lines of one hold.
  public static let maxHoldLines = 1_000

  /// The most lines of holds that one sweep ends.
  public static let maxExpiredHoldLines = 1_000

  /// The longest name of a location, in UTF-8 bytes.
  public static let maxNameBytes = 256
}
