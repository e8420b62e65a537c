/// Prepared statements, found by the small number of their ``SQL``.
///
/// @safe: the memory is its own from `init` to ``free()``, and every slot is checked.
@safe
struct StatementCache {
  private let slots: UnsafeMutablePointer<OpaquePointer?>

  init() {
    unsafe slots = .allocate(capacity: SQL.slotLimit)
    unsafe slots.initialize(repeating: nil, count: SQL.slotLimit)
  }

  /// Takes the statement out of its slot.
  func take(_ slot: Int) -> OpaquePointer? {
    guard slot < SQL.slotLimit else { return nil }
    let statement = unsafe slots[slot]
    unsafe slots[slot] = nil
    return unsafe statement
  }

  /// Puts a statement into its slot, unless there is one already.
  ///
  /// - Returns: whether it was put.
  func put(_ statement: OpaquePointer, _ slot: Int) -> Bool {
    guard unsafe slots[slot] == nil else { return false }
    unsafe slots[slot] = statement
    return true
  }

  /// Hands every statement out, for the last time.
  func drain(_ body: (OpaquePointer) -> Void) {
    for slot in 0..<SQL.slotLimit {
      if let statement = unsafe take(slot) { unsafe body(statement) }
    }
  }

  /// To be called once, when nothing uses the cache any more.
  func free() {
    unsafe slots.deallocate()
  }
}
