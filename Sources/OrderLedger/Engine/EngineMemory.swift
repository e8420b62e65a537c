import OrderLedgerModel
import OrderLedgerSQLite

/// What an engine remembers from one transaction to the next.
///
/// Nobody changes a ledger without adding to its journal. So as long as the journal's head is the
/// one that was seen last, what was read since is still true, whatever other processes do; when it
/// has moved, everything but the names is forgotten. Of the state, which a rebuild can mend, nothing is
/// remembered longer than the file's content stays the same, and stock by a connection that writes
/// only as long as nobody else has committed anything at all.
final class EngineMemory {
  let names = Names()
  private var head = JournalHead.empty
  private var isHeadCurrent = false
  /// Whether the head was read before; the first time is right after the file was opened.
  private var hasLooked = false
  /// ``Connection/fileVersion`` when the head was read.
  private var fileVersion: UInt32?
  /// A few, looked through one by one: comparing names costs less than hashing one.
  private var locations: [LocationState] = []
  private static let locationLimit = 64
  /// Stock levels as this connection has read and changed them.
  private var stock: [StockRow: StockLevel] = [:]
  /// About a megabyte.
  private static let stockLimit = 8_192
  /// The row of the last order, likewise.
  private var lastOrder: Int64?
  private let isWriting: Bool
  /// The policy that was asked for last; what one says never changes.
  var policy: PolicyInForce?
  /// Whether rows were deleted of which copies may be left in the file's log.
  var hasErased = false
  /// The last instant of the closed period, once it was asked for.
  private var closedThrough: Timestamp??

  /// - Parameter isWriting: whether it is a connection's that writes.
  init(isWriting: Bool = true) {
    self.isWriting = isWriting
  }

  /// What a reading connection remembers, at the beginning of its next read. It sees only what was
  /// committed, so nothing of it is ever undone.
  static func of(_ reader: Connection) -> EngineMemory {
    if let memory = reader.companion as? EngineMemory {
      memory.begin(isAsItWasLeft: false)
      return memory
    }
    let memory = EngineMemory(isWriting: false)
    reader.companion = memory
    return memory
  }

  /// A transaction begins.
  ///
  /// - Parameter isAsItWasLeft: whether surely nobody else has written since the last one.
  func begin(isAsItWasLeft: Bool) {
    if isAsItWasLeft { return }
    isHeadCurrent = false
    lastOrder = nil
    if !stock.isEmpty { stock.removeAll(keepingCapacity: true) }
  }

  /// A transaction is undone.
  func undo() {
    isHeadCurrent = false
    head = .empty
    locations.removeAll()
    stock.removeAll()
    lastOrder = nil
    policy = nil
    closedThrough = nil
    names.removeAll()
  }

  /// The journal's head, read once a transaction, if anyone else can have moved it.
  func head(_ connection: Connection) throws(LedgerError) -> JournalHead {
    if isHeadCurrent { return head }
    let found = try connection.journalHead()
    let version = connection.fileVersion
    if found != head || version == nil || version != fileVersion {
      try requireKnownSchema(connection)
      locations.removeAll()
      closedThrough = nil
    }
    head = found
    hasLooked = true
    fileVersion = version
    isHeadCurrent = true
    return found
  }

  /// Whoever wrote meanwhile may be a newer release, and have migrated the file.
  private func requireKnownSchema(_ connection: Connection) throws(LedgerError) {
    guard isWriting, hasLooked else { return }
    do throws(SQLiteError) { _ = try Schema.migrator.version(of: connection) } catch {
      throw LedgerError(error)
    }
  }

  /// The journal has grown by this transaction's own doing.
  ///
  /// - Parameters:
  ///   - changes: what it changed in stock.
  ///   - order: the row of the order that it placed.
  func advance(
    to head: JournalHead, by entries: [Entry], changing changes: [StateDelta.StockDelta],
    placing order: Int64?
  ) {
    self.head = head
    if isWriting, let order { lastOrder = order }
    for change in changes {
      guard let place = stock.index(forKey: change.row) else { continue }
      stock.values[place].add(
        change.units, value: change.value, currency: change.currency)
    }
    for entry in entries {
      switch entry {
      case .location(let change): locations.removeAll { $0.id == change.location }
      case .period: closedThrough = nil
      case .customer: hasErased = true
      default: break
      }
    }
  }

  /// The last instant of the closed period; `nil` where nothing is closed.
  func closedThrough(_ connection: Connection) throws(LedgerError) -> Timestamp? {
    _ = try head(connection)
    if let closedThrough { return closedThrough }
    let found = try connection.closedThrough(before: .max)
    closedThrough = .some(found)
    return found
  }

  /// The row of the last order that was placed, 0 before the first.
  func lastOrder(_ read: () throws(LedgerError) -> Int64) throws(LedgerError) -> Int64 {
    if let lastOrder { return lastOrder }
    return try read()
  }

  /// The level in this row; `nil` if there is none.
  func stock(
    _ row: StockRow, _ read: () throws(LedgerError) -> StockLevel?
  ) throws(LedgerError) -> StockLevel? {
    guard isWriting else { return try read() }
    if let level = stock[row] { return level }
    guard let level = try read() else { return nil }
    if stock.count >= Self.stockLimit { stock.removeAll(keepingCapacity: true) }
    stock[row] = level
    return level
  }

  /// A location as it is in this transaction.
  func location(
    _ id: LocationID, _ connection: Connection,
    _ read: () throws(LedgerError) -> LocationState?
  ) throws(LedgerError) -> LocationState? {
    _ = try head(connection)
    for location in locations where location.id == id { return location }
    guard let state = try read() else { return nil }
    if locations.count >= Self.locationLimit { locations.removeAll() }
    locations.append(state)
    return state
  }
}
