import OrderLedger

/// A mapping that is read is written as the same mapping, and can be used.
enum MappingFuzz {
  static func check(_ input: [UInt8]) throws -> Bool {
    let mapping: ImportMapping
    do throws(LedgerError) { mapping = try ImportMapping(json: input) } catch {
      try FuzzFailure.requireReadable(error)
      return false
    }
    do throws(LedgerError) {
      let again = try ImportMapping(json: try mapping.json())
      guard again == mapping else { throw LedgerError(.integrity, found: "another mapping") }
    } catch {
      throw FuzzFailure("a mapping is not read back: \(error.detailedDescription)")
    }
    _ = try ImportFuzz.plan(ImportFuzz.history, by: mapping)
    return true
  }
}
