import OrderLedgerModel
import OrderLedgerSQLite

/// What an engine remembers from one transaction to the next.
///
/// Nobody changes a ledger without adding to its journal. So as long as the journal's head is the
/// one that was seen last, what was read since is still true, whatever other processes do; when it
/// has moved, everything but the names is forgotten.
final class EngineMemory {
  let names = Names()
  private(set) var head = JournalHead.empty
  private var isHeadCurrent = false
  /// A few, looked through one by one: comparing names costs less than hashing one.
  private var locations: [LocationState] = []
  private static let locationLimit = 64
  /// Whether rows were deleted of which copies may be left in the file's log.
  var hasErased = false
  /// The last instant of the closed period, once it was asked for.
  private var closedThrough: Timestamp??

  /// What a reading connection remembers from one read to the next. It sees only what was committed,
  /// so nothing of it is ever undone.
  static func of(_ reader: Connection) -> EngineMemory {
    if let memory = reader.companion as? EngineMemory { return memory }
    let memory = EngineMemory()
    reader.companion = memory
    return memory
  }

  /// A transaction begins: others may have written since the last one.
  func begin() {
    isHeadCurrent = false
  }

  /// A transaction is undone.
  func undo() {
    isHeadCurrent = false
    head = .empty
    locations.removeAll()
    closedThrough = nil
    names.removeAll()
  }

  /// The journal's head, read once a transaction.
  func head(_ connection: Connection) throws(LedgerError) -> JournalHead {
    if isHeadCurrent { return head }
    let found = try connection.journalHead()
    if found != head {
      locations.removeAll()
      closedThrough = nil
    }
    head = found
    isHeadCurrent = true
    return found
  }

  /// The journal has grown by this transaction's own doing.
  func advance(to head: JournalHead, by entries: [Entry]) {
    self.head = head
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
    if let closedThrough { return closedThrough }
    let found = try connection.closedThrough(before: .max)
    closedThrough = .some(found)
    return found
  }

  func location(
    _ id: LocationID, _ read: () throws(LedgerError) -> LocationState?
  ) throws(LedgerError) -> LocationState? {
    for location in locations where location.id == id { return location }
    guard let state = try read() else { return nil }
    if locations.count >= Self.locationLimit { locations.removeAll() }
    locations.append(state)
    return state
  }
}
