import OrderLedgerModel

/// Which rows a sketch is about. Part of every coefficient, so that no two of them get in each
/// other's way.
enum SketchedTable: Int, CaseIterable {
  /// The figures of an order's row.
  case order
  /// The links from an order's last transaction to its first.
  case transition
  /// What an order's accounts show.
  case books
  case line, payment, refund, document
  case gatewayReference
  case dispute
  /// Requests for cancellations.
  case request
  case returned, hold
  /// What the ledger holds of customers, and the notes that were erased.
  case customer, erasedNote
  /// Amounts as customers see them.
  case presented
}

/// The random words that one verification draws and tells nobody.
struct SketchSecret: Sendable {
  private let words: (UInt64, UInt64, UInt64, UInt64)

  static func random() -> SketchSecret {
    var randomness = SystemRandomNumberGenerator()
    return SketchSecret(using: &randomness)
  }

  init(using randomness: inout some RandomNumberGenerator) {
    words = (randomness.next(), randomness.next(), randomness.next(), randomness.next())
  }

  /// A row that numbers tell from all others.
  func row(_ table: SketchedTable, _ a: Int64, _ b: Int64 = 0) -> SketchedRow {
    let x = UInt64(bitPattern: a)
    let y = UInt64(bitPattern: b) ^ UInt64(table.rawValue) << 56
    return SketchedRow(
      low: Self.fold(x ^ words.0, y ^ words.1), high: Self.fold(x ^ words.2, y ^ words.3))
  }

  /// A row that anything else tells from all others. SipHash, keyed with the secret.
  func row(_ table: SketchedTable, _ write: (inout Hasher) -> Void) -> SketchedRow {
    var hasher = Hasher()
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(table.rawValue)
    write(&hasher)
    var other = hasher
    other.combine(words.2)
    return SketchedRow(
      low: UInt64(truncatingIfNeeded: hasher.finalize()),
      high: UInt64(truncatingIfNeeded: other.finalize()))
  }

  /// Both halves of a product: each bit of it depends on nearly every bit of both factors.
  private static func fold(_ x: UInt64, _ y: UInt64) -> UInt64 {
    let product = x.multipliedFullWidth(by: y)
    return product.high ^ product.low
  }
}

/// A row, as a random number that only who knows the secret can guess.
struct SketchedRow {
  fileprivate let low: UInt64
  fileprivate let high: UInt64

  fileprivate func coefficient(_ column: Int) -> UInt128 {
    let step = UInt64(truncatingIfNeeded: column) &* 0x9E37_79B9_7F4A_7C15
    return UInt128(Self.mix(high &+ step)) << 64 | UInt128(Self.mix(low &+ step))
  }

  /// The finalizer of SplitMix64.
  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Tables of any length in sixteen bytes each: Σ coefficient(row, column) · figure, modulo 2¹²⁸.
///
/// What a row shows is the sum of what the journal's entries changed in it. A sum doesn't care about
/// its order, so the changes need not be gathered row by row to be compared with the rows: they are
/// added up with the rows' coefficients as they come, and so are the rows. If every figure is right,
/// both sums are the same. If any is wrong by *d*, they differ by coefficient · *d*, and a random
/// coefficient makes that zero with a probability of at most 2⁻⁶⁵, since |*d*| < 2⁶⁴ has at most 63
/// factors of two; that several errors cancel each other is no likelier. This is Freivalds' check
/// (1977) applied to the fold, and for whole rows Clarke et al.'s additive multiset hash (2003).
/// Coefficients come from a keyed mix instead of a table of random numbers, and the key is drawn
/// anew for each run, so that no file can be made to fit it.
///
/// A sketch says that something differs and not what: for that the rows are compared (``Scratch``).
struct Sketch: Equatable, Sendable {
  private var sums = [UInt128](repeating: 0, count: SketchedTable.allCases.count)

  /// Adds a change to a row's figure.
  mutating func add(
    _ table: SketchedTable, _ row: SketchedRow, _ column: Int, _ change: Int64
  ) {
    guard change != 0 else { return }
    sums[table.rawValue] &+= row.coefficient(column) &* UInt128(truncatingIfNeeded: change)
  }

  /// Adds a whole row.
  mutating func insert(_ table: SketchedTable, _ row: SketchedRow) {
    sums[table.rawValue] &+= row.coefficient(0)
  }

  /// Takes a whole row away.
  mutating func remove(_ table: SketchedTable, _ row: SketchedRow) {
    sums[table.rawValue] &-= row.coefficient(0)
  }

  /// Adds all that another sketch holds.
  mutating func add(_ other: Sketch) {
    for index in sums.indices { sums[index] &+= other.sums[index] }
  }

  /// The tables in which another sketch differs.
  func differences(from other: Sketch) -> [SketchedTable] {
    SketchedTable.allCases.filter { sums[$0.rawValue] != other.sums[$0.rawValue] }
  }
}

extension Hasher {
  /// The bytes of a text: `String` itself hashes alike what only looks alike.
  mutating func combine(bytes text: String) {
    var text = text
    combine(text.utf8.count)
    // unsafe: the bytes are read before the closure returns.
    text.withUTF8 { unsafe combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
