import Synchronization

/// One statement of the program: its text, and the small integer that finds it in every cache.
///
/// Make each a `static let`. A number is used up for every value made, so text that is put together
/// at run time goes to ``Connection/prepare(_:)`` instead. The number replaces hashing the text,
/// which would cost more than some of the statements.
package struct SQL: Sendable {
  package let text: String
  package let slot: Int

  /// How many statements a process may name; those above are prepared at each use.
  static let slotLimit = 1_024

  private static let slots = Atomic<Int>(0)

  package init(_ text: String) {
    self.text = text
    self.slot = SQL.slots.wrappingAdd(1, ordering: .relaxed).oldValue
  }
}
