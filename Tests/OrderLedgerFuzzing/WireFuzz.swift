import OrderLedger
import OrderLedgerModel

/// What is decoded as a command is written again as itself, and is the same request.
enum WireFuzz {
  static func check(_ input: [UInt8]) throws -> Bool {
    let command: Command
    do throws(LedgerError) { command = try Command(json: input) } catch {
      try FuzzFailure.requireReadable(error)
      return false
    }
    let text = command.json()
    let again: Command
    do throws(LedgerError) { again = try Command(json: text) } catch {
      throw FuzzFailure("what was written is refused: \(error.detailedDescription)")
    }
    try FuzzFailure.requireEqual(again, command, "a command's wire form")
    try FuzzFailure.requireEqual(again.json(), text, "a command's text")
    try FuzzFailure.requireEqual(
      again.canonicalRequest, command.canonicalRequest, "a command's canonical request")
    guard !text.contains(UInt8(ascii: "\n")) else { throw FuzzFailure("a command of two lines") }
    return true
  }
}

/// Heads are kept outside of the ledger, where anyone may have changed them.
enum HeadFuzz {
  static func check(_ input: [UInt8]) throws -> Bool {
    let head = try roundTrip(JournalHead.self, input)
    let signed = try roundTrip(SignedHead.self, input)
    // Nothing that anyone makes up is signed by this key.
    guard let signed else { return head != nil }
    guard !signed.isSigned(by: Array(repeating: 7, count: 32)) else {
      throw FuzzFailure("a signature that nobody made")
    }
    _ = signed.isSigned(by: signed.publicKey)
    return true
  }

  private static func roundTrip<Value: JSONLine & Decodable & Equatable>(
    _ type: Value.Type, _ input: [UInt8]
  ) throws -> Value? {
    let value: Value
    do throws(LedgerError) { value = try Value(json: input) } catch {
      try FuzzFailure.requireReadable(error)
      return nil
    }
    do throws(LedgerError) {
      let again = try Value(json: value.json())
      guard again == value else { throw LedgerError(.integrity, found: "another value") }
    } catch {
      throw FuzzFailure("\(type) is not read back: \(error.detailedDescription)")
    }
    return value
  }
}
